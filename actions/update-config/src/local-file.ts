import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { ActionError } from '@mfe-gitops/action-kit'
import { showValue } from '@mfe-gitops/contract'
import { isInside } from './file-edits.ts'

/** A file below the working directory; symbolic links on the way are refused, since they may lead out of it. */
export function localPath(root: string, file: string): string {
  if (!isInside(file)) throw new ActionError('input-invalid', `File ${showValue(file)} is not a path below the working directory.`)
  let path = root
  for (const segment of file.split('/')) {
    path = join(path, segment)
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) {
      throw new ActionError('input-invalid', `File ${showValue(file)} leads through a symbolic link. Use the path of the real file.`)
    }
  }
  return path
}
