import { type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { UsageError } from './command-run.ts'

type Option = `--${string}`

/** A folder that an option names. */
export function existingFolder(option: Option, path: string): string {
  if (statOf(path)?.isDirectory()) return path
  throw new UsageError(`${option}: there is no folder ${JSON.stringify(path)}.`)
}

/** A file that an option names, to be read. */
export function existingFile(option: Option, path: string): string {
  if (statOf(path)?.isDirectory() === false) return path
  throw new UsageError(`${option}: there is no file ${JSON.stringify(path)}.`)
}

/** A file that an option names, to be written. Nobody wants to learn at the end of a long look that there is no place for the result. */
export function fileToWrite(option: Option, path: string): string {
  if (statOf(path)?.isDirectory()) throw new UsageError(`${option}: ${JSON.stringify(path)} is a folder; name a file.`)
  existingFolder(option, dirname(path))
  return path
}

function statOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false })
}
