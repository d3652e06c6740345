import type { ProvenancePolicy } from '../src/provenance.ts'

/** Built by the workflow of cart, by way of the shared one. */
export const policy: ProvenancePolicy = {
  level: 'require',
  repository: 'acme/cart',
  repositoryId: 812345678,
  workflow: '.github/workflows/micro-frontend-ci.yml',
  signer: 'org/gitops/.github/workflows/build-mfe.yml',
}
