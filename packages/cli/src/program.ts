import { Command, CommanderError } from 'commander'
import { type Examples, examplesText, type Registrar } from './command-run.ts'
import { canary } from './commands/canary.ts'
import { drift } from './commands/drift.ts'
import { prune } from './commands/prune.ts'
import { exitCodes } from './exit-codes.ts'
import type { CliPorts } from './ports.ts'

/** Every command, in the order in which `mfe --help` lists them. */
const commands: readonly ((program: Command, registrar: Registrar) => void)[] = [canary, drift, prune]

const examples: Examples = [
  ['prune --repository acme/gitops-config', 'what could be removed'],
  ['drift --repository acme/gitops-config --json', 'what differs from the desired state, for a program'],
  ['canary set --help', 'the options and examples of one command'],
]

/** Runs the command that the arguments name and gives the exit code of the process. */
export async function runProgram(args: readonly string[], ports: CliPorts): Promise<number> {
  let exitCode: number = exitCodes.done
  const program = new Command('mfe')
    .description('Looks after deployed micro-frontends: reads the config repository and the targets that it names.')
    .exitOverride()
    .configureOutput({ writeOut: (text) => ports.print(text.trimEnd()), writeErr: (text) => ports.say(text.trimEnd()) })
    .showHelpAfterError('Add --help for the options and examples.')
    .addHelpText('after', examplesText(examples))
    .addHelpText(
      'after',
      `\nExit codes: 0 done, 1 refused or failed, 2 wrong usage. Every command takes --json; progress goes to standard error.`,
    )
  for (const register of commands) register(program, { ports, finish: (code) => (exitCode = code) })
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // Help that was asked for is no error; help instead of a command is.
    return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage
  }
  return exitCode
}
