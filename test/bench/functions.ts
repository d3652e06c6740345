import { existsSync, readFileSync } from 'node:fs'
import { alignTable } from './table.ts'

/** A function for a CDN, as scripts/bundle-functions.mjs weighed it. */
export interface FunctionSize {
  readonly name: string
  readonly platform: string
  readonly bytes: number
  /** What counts for the platform: zipped, where it takes archives. */
  readonly shipped: number
  readonly most: number
}

const sizes = new URL('../../packages/edge/dist/sizes.json', import.meta.url)

/** The functions that are built. */
export function functionSizes(): FunctionSize[] {
  return existsSync(sizes) ? (JSON.parse(readFileSync(sizes, 'utf8')) as FunctionSize[]) : []
}

/** The sizes as a table for a terminal. */
export function describeFunctions(functions: readonly FunctionSize[]): string {
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1)
  const rows = functions.map(({ name, platform, bytes, shipped, most }) => [name, platform, ...[bytes, shipped, most].map(kilobytes)])
  return alignTable([['function', 'platform', 'bundle kB', 'shipped kB', 'of kB'], ...rows])
}
