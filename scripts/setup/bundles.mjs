import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root, workEnvironment } from './checkout.mjs'
import { runOrFail } from './command.mjs'

/** Builds the actions whose sources, packages or dependencies changed since their last build. */
export async function buildBundles() {
  const turbo = createRequire(join(root, 'package.json')).resolve('turbo/bin/turbo')
  const output = await runOrFail(process.execPath, [turbo, 'run', 'build', '--no-color'], { env: workEnvironment() })
  const total = /(\d+) total/.exec(output)?.[1] ?? '0'
  const cached = /Cached:\s+(\d+) cached/.exec(output)?.[1] ?? '0'
  return `${Number(total) - Number(cached)} built, ${cached} up to date`
}
