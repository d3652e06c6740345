import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Root of this checkout. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Everything set-up installs beside the dependencies; ignored by git, safe to delete. */
export const tools = join(root, '.tools')

export const toolsBin = join(tools, 'bin')

/** Node 24 itself, not pnpm's shell shim: the shim sets NODE_PATH and outlives the signal that ends it. */
export const node24 = join(root, 'node_modules/node/bin/node')

/** What `npm run` adds for its own script: a program below it that starts npm elsewhere would take it for its own. */
const ofThisScript =
  /^(?:npm_(?:lifecycle|package)_.*|npm_(?:command|execpath|node_execpath)|npm_config_(?:local_prefix|user_agent)|INIT_CWD|NODE_PATH)$/

/** The environment of everything that set-up starts. */
export function workEnvironment() {
  const inherited = Object.entries(process.env).filter(([name]) => !ofThisScript.test(name))
  return {
    ...Object.fromEntries(inherited),
    PATH: [toolsBin, join(root, 'node_modules/.bin'), process.env.PATH ?? ''].join(':'),
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
  }
}
