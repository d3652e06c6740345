import { ActionError, type Outputs, type Ports, rejection, repositoryName } from '@mfe-gitops/action-kit'
import { resolveNpm } from '@mfe-gitops/artifact'
import { defaultStatusContext, parseRequest, type Reason, reason } from '@mfe-gitops/contract'
import { postCommitStatus } from '@mfe-gitops/github'
import { readChange } from './change.ts'
import type { CheckInputs } from './inputs.ts'
import { type Check, checkOf, type Deployment, type Judgement, judgeChange } from './judge.ts'

/** Runs every check on the change between two commits and posts the result as one commit status. */
export async function main(inputs: CheckInputs, ports: Ports): Promise<Outputs> {
  const parsed = inputs.request === undefined ? null : parseRequest(inputs.request)
  if (parsed && !parsed.ok) throw rejection(parsed.reasons)
  const request = parsed?.value ?? null
  const github = ports.github(inputs.token)
  const change = await readChange(github, inputs, request)
  const judgement = judgeChange(change, request, isDeploymentBranch(ports.event()))
  const artifacts =
    judgement.deployments.length > 0 ? (await Promise.all(judgement.deployments.map((one) => judgeArtifact(one, inputs)))).flat() : null
  const checks = [...judgement.checks, checkOf('artifact', artifacts)]
  const reasons = [...judgement.reasons, ...(artifacts ?? [])]
  for (const { rule, result, detail } of checks) ports.log.info(`${rule}: ${result}${detail === '' ? '' : `. ${detail}`}`)
  if (inputs.postStatus) {
    await postCommitStatus(github, {
      ...repositoryName(inputs.repository),
      sha: inputs.head,
      state: reasons.length === 0 ? 'success' : 'failure',
      context: inputs.statusContext ?? change.config.checks?.statusContext ?? defaultStatusContext,
      description: describe(checks, reasons),
      targetUrl: ports.context.runUrl,
    })
  }
  const outputs = { passed: reasons.length === 0, checks, deployments: list(judgement) }
  const [first] = reasons
  if (first) throw new ActionError(first.code, first.message, { reasons, outputs })
  return outputs
}

/** A pull request whose branch a deployment made may change desired state only, also where the request is not at hand. */
function isDeploymentBranch(event: unknown): boolean {
  const head = (event as { pull_request?: { head?: { ref?: unknown } } } | null)?.pull_request?.head?.ref
  return typeof head === 'string' && head.startsWith('deploy/')
}

async function judgeArtifact({ place, after }: Deployment, inputs: CheckInputs): Promise<Reason[]> {
  const { name, integrity } = after.artifact
  try {
    const found = await resolveNpm({ name, version: after.version, registry: inputs.registry, token: inputs.registryToken })
    return found.integrity === integrity
      ? []
      : [reason('integrity-mismatch', { field: `${place.file}: artifact.integrity`, seen: integrity, allowed: found.integrity })]
  } catch (error) {
    if (error instanceof ActionError) return [...error.reasons]
    throw error
  }
}

function describe(checks: readonly Check[], reasons: readonly Reason[]): string {
  const [first] = reasons
  if (first) return `${first.code}: ${first.message}`
  const passed = checks.filter(({ result }) => result === 'pass').map(({ rule }) => rule)
  return `Passed: ${passed.join(', ')}`
}

function list({ deployments }: Judgement) {
  return deployments.map(({ place: { environment, mfe, file }, after: { version, generation } }) => ({
    environment,
    mfe,
    file,
    version,
    generation,
  }))
}
