import { asActionError, printable } from '@mfe-gitops/action-kit'
import { type Command, InvalidArgumentError } from 'commander'
import { exitCodes } from './exit-codes.ts'
import type { CliPorts } from './ports.ts'

/** What a command is registered with. */
export interface Registrar {
  readonly ports: CliPorts
  /** Sets the exit code of the process. */
  finish(exitCode: number): void
}

/** What a command found or did, for programs and for people. */
export interface Result {
  readonly document: object
  readonly text: string
  /** True when not all of it could be done; the document says what. */
  readonly isIncomplete?: boolean
}

/** Options that were given in a combination that means nothing; the command ends with the exit code for wrong usage. */
export class UsageError extends Error {}

/** What to type, without `mfe`, and what comes of it. */
export type Examples = readonly (readonly [args: string, meaning: string])[]

/** Examples as the end of a help text. */
export function examplesText(examples: Examples): string {
  const width = Math.max(...examples.map(([args]) => args.length))
  return `\nExamples:\n${examples.map(([args, meaning]) => `  mfe ${args.padEnd(width)}  ${meaning}`).join('\n')}`
}

/** Adds `--json` and the examples to a command, and what it does: prints the result, or the reasons why there is none. */
export function runs<Options extends object>(
  command: Command,
  { ports, finish }: Registrar,
  parts: {
    readonly examples: Examples
    work(options: Options, ports: CliPorts): Promise<Result>
  },
): Command {
  return command
    .option('--json', 'print one JSON document instead of text')
    .addHelpText('after', examplesText(parts.examples))
    .action(async (options: Options & { json?: boolean }) => {
      try {
        const { document, text, isIncomplete = false } = await parts.work(options, ports)
        ports.print(options.json === true ? JSON.stringify(document, null, 2) : printable(text))
        finish(isIncomplete ? exitCodes.failed : exitCodes.done)
      } catch (error) {
        if (error instanceof UsageError) command.error(`error: ${error.message}`, { exitCode: exitCodes.wrongUsage })
        reportFailure(error, { ports, isJson: options.json === true })
        finish(exitCodes.failed)
      }
    })
}

/** Tells why a command failed: each reason with its code, what was seen and the remedy, and no stack. */
function reportFailure(error: unknown, { ports, isJson }: { ports: CliPorts; isJson: boolean }): void {
  const { outcome, reasons } = asActionError(error)
  if (isJson) ports.print(JSON.stringify({ outcome, reasons }, null, 2))
  for (const { code, message } of reasons) ports.say(`error: ${code}: ${message}`)
}

/** An option's value that must be a whole number within bounds. */
export function wholeNumber(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value)
    if (/^\d{1,15}$/.test(value) && number >= least && number <= most) return number
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
  }
}
