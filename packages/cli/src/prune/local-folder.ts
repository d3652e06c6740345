import { realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { LocalFolder } from '@mfe-gitops/prune'
import type { CliPorts } from '../ports.ts'

/** The folders of local targets, as opening them finds them: relative ones from where the process runs. One folder has one path, whatever leads to it. */
export function localFolderOf(env: CliPorts['env']): LocalFolder {
  return (directory) => {
    const found = directory || env.MFE_LOCAL_TARGET
    return found ? realFolder(resolve(found)) : '$MFE_LOCAL_TARGET' // opening it says that nothing is set
  }
}

/** With links followed, as far as the folder is there: the rest is made when the target is opened. */
function realFolder(path: string): string {
  try {
    return realpathSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(path) === path) throw error
    return join(realFolder(dirname(path)), basename(path))
  }
}
