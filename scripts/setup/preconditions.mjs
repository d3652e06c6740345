import { run } from './command.mjs'
import { gitAtLeast, nodeAtLeast, npmAtLeast } from './pins.mjs'
import { SetupError } from './setup-error.mjs'
import { findVersion, isAtLeast } from './version.mjs'

/** Checks what cannot be installed for the user; every line of the message says how to mend it. */
export async function checkPreconditions() {
  const git = await versionOf('git')
  const npm = /\bnpm\/(\S+)/.exec(process.env.npm_config_user_agent ?? '')?.[1] ?? (await versionOf('npm'))
  const problems = [
    ...missing('Node', process.versions.node, nodeAtLeast, 'Install Node 24 or any release since 20 (https://nodejs.org).'),
    ...missing('npm', npm, npmAtLeast, 'It comes with Node; `npm install --global npm` renews it.'),
    ...missing('git', git, gitAtLeast, 'Install it with the package manager of your system (https://git-scm.com).'),
  ]
  if (!['linux', 'darwin'].includes(process.platform))
    problems.push(`This system is ${process.platform}; needed is Linux or macOS. On Windows, use WSL.`)
  if (problems.length > 0) throw new SetupError(problems.join('\n'))
  return `Node ${process.versions.node}, npm ${npm}, git ${git}`
}

/**
 * @param {string} name
 * @param {string | null} seen
 * @param {string} least
 * @param {string} remedy
 */
function missing(name, seen, least, remedy) {
  if (seen !== null && isAtLeast(seen, least)) return []
  return [`${name} ${seen === null ? 'is not on PATH' : `is ${seen}`}; needed is ${least} or newer. ${remedy}`]
}

/** @param {string} command */
async function versionOf(command) {
  const result = await run(command, ['--version']).catch(() => null)
  return result === null ? null : findVersion(result.output)
}
