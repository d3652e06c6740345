import { spawnSync } from 'node:child_process'
import type { Command } from './measured-process.ts'
import type { S3Place, UploadCase, Uploader } from './uploader.ts'

/** What the headers become where headers change. */
export const changedCacheControl = 'public, max-age=60'

/** A program as this bench knows it, before anybody looked whether it is there. */
interface Tool {
  readonly name: string
  readonly program: string
  readonly ask: readonly string[]
  readonly env: (place: S3Place) => Record<string, string>
  /** Arguments for a folder and a place in the bucket. */
  readonly sync: (directory: string, place: S3Place) => readonly string[]
  readonly rewriteHeaders: (directory: string, place: S3Place) => readonly string[]
  readonly how: { readonly sync: string; readonly rewriteHeaders: string }
}

const PREFIX = 'site'

/** Each with its own defaults, told only to be quiet. */
const tools: readonly Tool[] = [
  {
    name: 'aws s3 sync',
    program: 'aws',
    ask: ['--version'],
    env: ({ endpoint }) => ({ AWS_ENDPOINT_URL_S3: endpoint, AWS_CONFIG_FILE: '/dev/null', AWS_EC2_METADATA_DISABLED: 'true' }),
    sync: (directory, { bucket }) => ['s3', 'sync', '--only-show-errors', directory, `s3://${bucket}/${PREFIX}`],
    rewriteHeaders: (_, { bucket }) => {
      const there = `s3://${bucket}/${PREFIX}`
      const headers = ['--metadata-directive', 'REPLACE', '--cache-control', changedCacheControl]
      return ['s3', 'cp', '--only-show-errors', '--recursive', ...headers, there, there]
    },
    how: { sync: 'aws s3 sync', rewriteHeaders: 'aws s3 cp --recursive --metadata-directive REPLACE, inside the store' },
  },
  {
    name: 's5cmd',
    program: 's5cmd',
    ask: ['version'],
    env: ({ endpoint }) => ({ S3_ENDPOINT_URL: endpoint }),
    sync: (directory, { bucket }) => ['--log', 'error', 'sync', `${directory}/`, `s3://${bucket}/${PREFIX}/`],
    rewriteHeaders: (_, { bucket }) => {
      const headers = ['--metadata-directive', 'REPLACE', '--cache-control', changedCacheControl]
      return ['--log', 'error', 'cp', ...headers, `s3://${bucket}/${PREFIX}/*`, `s3://${bucket}/${PREFIX}/`]
    },
    how: { sync: 's5cmd sync', rewriteHeaders: 's5cmd cp --metadata-directive REPLACE, inside the store' },
  },
  {
    name: 'rclone',
    program: 'rclone',
    ask: ['--version'],
    env: ({ endpoint, region }) => ({
      RCLONE_CONFIG: '/dev/null',
      RCLONE_CONFIG_LAB_TYPE: 's3',
      RCLONE_CONFIG_LAB_PROVIDER: 'Other',
      RCLONE_CONFIG_LAB_ENV_AUTH: 'true',
      RCLONE_CONFIG_LAB_REGION: region,
      RCLONE_CONFIG_LAB_ENDPOINT: endpoint,
    }),
    sync: (directory, { bucket }) => ['--quiet', 'sync', directory, `lab:${bucket}/${PREFIX}`],
    rewriteHeaders: (directory, { bucket }) => {
      const headers = ['--ignore-times', '--header-upload', `Cache-Control: ${changedCacheControl}`]
      return ['--quiet', 'copy', ...headers, directory, `lab:${bucket}/${PREFIX}`]
    },
    how: { sync: 'rclone sync', rewriteHeaders: 'rclone copy --ignore-times --header-upload, all files again' },
  },
]

/** A tool that this machine has, or the name of one that it has not. */
export type FoundTool = { readonly make: (directory: string) => Uploader; readonly name: string } | { readonly missing: string }

/** Looks for every tool on PATH. */
export function findTools(): FoundTool[] {
  return tools.map((tool) => {
    const version = versionOf(tool)
    return version === null
      ? { missing: tool.name }
      : { name: `${tool.name} ${version}`, make: (directory) => uploaderOf(tool, version, directory) }
  })
}

function versionOf({ program, ask }: Tool): string | null {
  const { stdout, error } = spawnSync(program, [...ask], { encoding: 'utf8' })
  return error ? null : (/\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? null)
}

function uploaderOf(tool: Tool, version: string, directory: string): Uploader {
  const { name, program, env, sync, rewriteHeaders, how } = tool
  return {
    name,
    version,
    how: { fresh: how.sync, unchanged: how.sync, 'one file changed': how.sync, 'headers changed': how.rewriteHeaders },
    command: (wanted: UploadCase, place: S3Place): Command => ({
      program,
      args: wanted === 'headers changed' ? rewriteHeaders(directory, place) : sync(directory, place),
      env: { ...place.keys, AWS_REGION: place.region, ...env(place) },
    }),
  }
}
