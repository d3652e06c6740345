import { ActionError } from '@mfe-gitops/action-kit'
import type { Edit } from '@mfe-gitops/config-edit'
import { showValue } from '@mfe-gitops/contract'

export interface FileEdit extends Edit {
  readonly file: string
}

/** The `edits` input: a list of { file, path, value }; a missing value deletes. */
export function parseFileEdits(input: unknown): FileEdit[] {
  if (!Array.isArray(input) || input.length === 0) throw invalid('edits', input, 'a JSON list with at least one object')
  return input.map((entry: unknown, index) => parseFileEdit(entry, `edits[${index}]`))
}

function parseFileEdit(entry: unknown, where: string): FileEdit {
  if (typeof entry !== 'object' || entry === null) throw invalid(where, entry, 'an object with file, path and value')
  const { file, path, value, ...others } = entry as Record<string, unknown>
  if (Object.keys(others).length > 0) throw invalid(where, Object.keys(others).join(', '), 'only file, path and value')
  if (typeof file !== 'string' || !isInside(file))
    throw invalid(`${where}.file`, file, 'a path below the repository root, with / and without ..')
  if (!Array.isArray(path) || path.length === 0 || !path.every(isSegment))
    throw invalid(`${where}.path`, path, 'a list of keys and indexes')
  return { file, path, value: value as Edit['value'] }
}

function isSegment(segment: unknown): segment is string | number {
  return typeof segment === 'string' || (typeof segment === 'number' && Number.isSafeInteger(segment) && segment >= 0)
}

/** True for a relative path whose segments stay below the root and out of `.git`. */
export function isInside(file: string): boolean {
  const segments = file.split('/')
  const isPlain = segments.every((segment) => segment !== '' && segment !== '.' && segment !== '..')
  return isPlain && segments[0]?.toLowerCase() !== '.git' && !/[\\:\u0000-\u001f\u007f]/.test(file)
}

function invalid(where: string, seen: unknown, allowed: string): ActionError {
  return new ActionError('input-invalid', `Input ${where}: saw ${showValue(seen)}, allowed is ${allowed}.`)
}
