import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Programs that a run needs. */
export interface Tools {
  readonly act: string
  /** PATH of every step: the folders of these programs and the system's, nothing else. */
  readonly path: string
  /** Loaded into every Node process of a run. */
  readonly nodeHook: string
  /** Folder of the stand-ins for third-party actions. */
  readonly standIns: string
}

/** Root of the library's working tree, as seen from this file. */
export const libraryRoot = fileURLToPath(new URL('../../../..', import.meta.url))

const stubs = fileURLToPath(new URL('../../stubs', import.meta.url))

/** Finds act, Node 24, npm and git. Throws with the remedy when one is missing. */
export function findTools(root = libraryRoot): Tools {
  const act = [join(root, '.tools/bin/act'), ...onPath('act')].find(existsSync)
  if (act === undefined) throw new Error('act is not installed: neither .tools/bin/act nor on PATH. Run `npm run setup`.')
  const folders = [nodeFolder(root), dirname(act), ...['npm', 'git', 'bash'].map(folderOf), '/usr/bin', '/bin']
  return { act, path: [...new Set(folders)].join(delimiter), nodeHook: join(stubs, 'node-hook.mjs'), standIns: stubs }
}

/** Steps run on the Node of the npm package `node`, or on the one that runs the lab when that is new enough. */
function nodeFolder(root: string): string {
  if (Number.parseInt(process.versions.node, 10) >= 24) return dirname(process.execPath)
  const packaged = join(root, 'node_modules/node/bin')
  if (existsSync(join(packaged, 'node'))) return packaged
  throw new Error(`Node.js 24 is needed, this is ${process.version}. Run \`npm run setup\`, which installs it as an npm package.`)
}

function folderOf(program: string): string {
  const found = onPath(program).find(existsSync)
  if (found === undefined) throw new Error(`${program} is not on PATH. Install it first.`)
  return dirname(found)
}

function onPath(program: string): string[] {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, program))
}
