import type { Repository } from '@mfe-gitops/github'
import { ActionError } from './action-error.ts'
import { oneLine, shortened } from './printable.ts'

/** Owner and name of a repository given as `owner/name`. */
export function repositoryName(fullName: string): Repository {
  const [owner, repo, ...rest] = fullName.split('/')
  if (owner && repo && rest.length === 0 && [owner, repo].every((part) => /^[\w.-]+$/.test(part) && !/^\.+$/.test(part)))
    return { owner, repo }
  throw new ActionError(
    'input-invalid',
    `Repository must be owner/name, got "${shortened(oneLine(fullName), 80)}". Correct it in the "with:" of the step.`,
  )
}
