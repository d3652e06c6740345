import { ActionError, integer, json, oneOf, optional, required, secret } from '@mfe-gitops/action-kit'
import { type FileEdit, parseFileEdits } from './file-edits.ts'

export interface UpdateConfigInputs {
  readonly token: string | undefined
  readonly repository: string
  readonly request: string | undefined
  readonly snapshot: string | undefined
  readonly registry: string | undefined
  readonly registryToken: string | undefined
  readonly mode: 'api' | 'local'
  readonly workingDirectory: string
  readonly edits: readonly FileEdit[]
  readonly branch: string | undefined
  readonly base: string | undefined
  readonly message: string | undefined
  /** How long to gather requests of other runs; 0 travels alone. */
  readonly batchSeconds: number
}

// A train that gathers for five minutes leaves the job's half hour enough for a ride that fails and a second way alone.
const longestBatch = 300

export function readInputs(): UpdateConfigInputs {
  const inputs: UpdateConfigInputs = {
    token: secret('token'),
    repository: required('repository'),
    request: optional('request'),
    snapshot: optional('snapshot'),
    registry: optional('registry'),
    registryToken: secret('registry-token'),
    mode: oneOf('mode', ['api', 'local']),
    workingDirectory: optional('working-directory') ?? '.',
    edits: optional('edits') === undefined ? [] : parseFileEdits(json('edits')),
    branch: optional('branch'),
    base: optional('base'),
    message: optional('message'),
    batchSeconds: integer('batch-seconds', { max: longestBatch }),
  }
  if ((inputs.request === undefined) === (inputs.edits.length === 0)) {
    throw new ActionError(
      'input-invalid',
      'Pass either "request" or "edits", one of the two. "edits" is a JSON list of { file, path, value }.',
    )
  }
  if (inputs.mode === 'api' && inputs.token === undefined)
    throw new ActionError('input-missing', 'Input "token" is needed in api mode. Pass an App token with contents: write.')
  if (inputs.mode === 'api' && inputs.edits.length > 0 && inputs.branch === undefined) {
    throw new ActionError(
      'input-missing',
      'Input "branch" is needed with "edits" in api mode: the commit is made on a new branch of that name.',
    )
  }
  return inputs
}
