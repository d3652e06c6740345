import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findUses } from '@mfe-gitops/lower'

/**
 * Actions of GitHub's own that workflows use, each with a stand-in written for the lab: same inputs and outputs, same protocol, no
 * download. `actions/checkout` is not here: act itself answers it for the repository of the run.
 */
const standIns: Record<string, string> = {
  'actions/create-github-app-token': 'create-github-app-token',
  'actions/setup-node': 'setup-node',
}

/** `owner/name@ref` to folder, for every reference in the texts that has a stand-in. */
export function findStandIns(texts: Iterable<string>, folder: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const text of texts) {
    const uses = findUses(text)
    if (!uses.ok) continue
    for (const { value } of uses.uses) {
      const [repository = '', ref] = value.split('@')
      const name = standIns[repository]
      if (name !== undefined && ref !== undefined && existsSync(join(folder, name))) found[value] = join(folder, name)
    }
  }
  return found
}
