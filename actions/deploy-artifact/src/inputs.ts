import { matching, optional, repositoryName, required, requiredSecret, secret } from '@mfe-gitops/action-kit'
import { grammar } from '@mfe-gitops/contract'
import type { Repository } from '@mfe-gitops/github'

export interface DeployArtifactInputs {
  readonly token: string
  readonly repository: Repository
  readonly commit: string
  readonly environment: string
  readonly mfe: string
  readonly registry: string | undefined
  readonly registryToken: string | undefined
}

export function readInputs(): DeployArtifactInputs {
  return {
    token: requiredSecret('token'),
    repository: repositoryName(required('repository')),
    commit: matching('commit', grammar.sha),
    environment: matching('environment', grammar.environment),
    mfe: matching('mfe', grammar.mfe),
    registry: optional('registry'),
    registryToken: secret('registry-token'),
  }
}
