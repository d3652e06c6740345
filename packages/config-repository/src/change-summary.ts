import type { Change } from '@mfe-gitops/config-edit'
import { showValue } from '@mfe-gitops/contract'

/** The changes as lines of plain text, for commit messages and logs: `version: "1.0.0" -> "1.1.0" (line 3)`. */
export function changeSummary(changes: readonly Change[]): string {
  return changes.map(({ path, from, to, line }) => `${path}: ${showValue(from)} -> ${showValue(to)} (line ${line})`).join('\n')
}
