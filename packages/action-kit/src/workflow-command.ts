/**
 * Own code instead of `@actions/core`, although that is the well-kept library for it: importing it loads undici, 57 ms and 400 KB in each action
 * (Node 24, bundled: 88 ms against 31 ms for an empty file), and a deployment starts eleven. The documented protocol is these few lines;
 * the tests hold every one of them against `@actions/core` as the reference.
 */
import { randomUUID } from 'node:crypto'

export type CommandProperties = Readonly<Record<string, string | number | undefined>>

/** A workflow command as one line without its line feed: `::error title=…::…`. */
export function workflowCommand(command: string, properties: CommandProperties, message: string): string {
  const pairs = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [`${key}=${escapeProperty(String(value))}`],
  )
  return `::${command}${pairs.length === 0 ? '' : ` ${pairs.join(',')}`}::${escapeData(message)}`
}

/** A name and value for GITHUB_OUTPUT, between delimiters that nobody can guess. */
export function outputEntry(name: string, value: string, delimiter = `ghadelimiter_${randomUUID()}`): string {
  if (name.includes(delimiter) || value.includes(delimiter)) throw new Error(`Output ${name} holds its own delimiter.`)
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`
}

/**
 * Text as a log line that is no workflow command. The runner trims white space before it looks for `::`, and finds the older `##[` form anywhere
 * in a line.
 */
export function inertLine(line: string): string {
  return line.replace(/^(\s*):(?=:)/u, '$1: ').replaceAll('##[', '# #[')
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
