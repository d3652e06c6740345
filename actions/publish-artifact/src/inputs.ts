import { ActionError, flag, optional, required } from '@mfe-gitops/action-kit'

export interface PublishInputs {
  /** Folder of the package, relative to the working directory. */
  readonly directory: string
  readonly registry: string | undefined
  readonly registryToken: string | undefined
  readonly access: 'public' | 'restricted' | undefined
  readonly tag: string
  readonly provenance: boolean
}

export function readInputs(): PublishInputs {
  return {
    directory: optional('directory') ?? '.',
    registry: optional('registry'),
    registryToken: optional('registry-token'),
    access: readAccess(optional('access')),
    tag: required('tag'),
    provenance: flag('provenance'),
  }
}

function readAccess(value: string | undefined): PublishInputs['access'] {
  if (value === undefined || value === 'public' || value === 'restricted') return value
  throw new ActionError('input-invalid', 'Input "access" must be public, restricted or empty. Correct it in the "with:" of the step.')
}
