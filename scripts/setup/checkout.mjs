import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Root of this checkout. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Everything set-up installs beside the dependencies; ignored by git, safe to delete. */
export const tools = join(root, '.tools')

export const toolsBin = join(tools, 'bin')

/** Node 24 itself, not pnpm's shell shim: the shim sets NODE_PATH and outlives the signal that ends it. */
export const node24 = join(root, 'node_modules/node/bin/node')

/** The environment of everything that set-up starts. */
export function workEnvironment() {
  const { NODE_PATH, ...environment } = process.env
  return {
    ...environment,
    PATH: [toolsBin, join(root, 'node_modules/.bin'), process.env.PATH ?? ''].join(':'),
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
  }
}
