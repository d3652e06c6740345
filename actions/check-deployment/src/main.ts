import { ActionError, asActionError, type Outputs, type Ports, rejection, repositoryName } from '@mfe-gitops/action-kit'
import { resolveNpm } from '@mfe-gitops/artifact'
import { defaultStatusContext, parseRequest, type Reason, reason } from '@mfe-gitops/contract'
import { type GitHub, postCommitStatus } from '@mfe-gitops/github'
import { readChange } from './change.ts'
import type { Deployment } from './deployment-rules.ts'
import type { CheckInputs } from './inputs.ts'
import { type Check, checkOf, type Judgement, judgeChange } from './judge.ts'
import { subjectOf } from './subject.ts'

/** Runs every check on the change between two commits and posts the result as one commit status. */
export async function main(inputs: CheckInputs, ports: Ports): Promise<Outputs> {
  const parsed = inputs.request === undefined ? null : parseRequest(inputs.request)
  if (parsed && !parsed.ok) throw rejection(parsed.reasons)
  const request = parsed?.value ?? null
  const github = ports.github(inputs.token)
  const change = await readChange(github, inputs, request).catch(async (error: unknown) => {
    // A check that could not be made has not been passed; whoever looks at the commit must see why.
    if (error instanceof ActionError && error.code !== 'head-moved') await postResult(github, inputs, { ports, ...failure(error) })
    throw error
  })
  const judgement = judgeChange(change, subjectOf(request, ports.event()), request)
  const { deployments } = judgement
  const artifacts = deployments.length > 0 ? (await Promise.all(deployments.map((one) => judgeArtifact(one, inputs)))).flat() : null
  const checks = [...judgement.checks, checkOf('artifact', artifacts)]
  const reasons = [...judgement.reasons, ...(artifacts ?? [])]
  for (const { rule, result, detail } of checks) ports.log.info(`${rule}: ${result}${detail === '' ? '' : `. ${detail}`}`)
  const context = change.config.checks?.statusContext
  await postResult(github, inputs, { ports, context, passed: reasons.length === 0, description: describe(checks, reasons) })
  const outputs = { passed: reasons.length === 0, checks, deployments: list(judgement) }
  const [first] = reasons
  if (first) throw new ActionError(first.code, first.message, { reasons, outputs })
  return outputs
}

interface Result {
  readonly ports: Ports
  readonly passed: boolean
  readonly description: string
  /** Context that gitops.yaml names. */
  readonly context?: string | undefined
}

async function postResult(github: GitHub, inputs: CheckInputs, { ports, passed, description, context }: Result): Promise<void> {
  if (!inputs.postStatus) return
  await postCommitStatus(github, {
    ...repositoryName(inputs.repository),
    sha: inputs.head,
    state: passed ? 'success' : 'failure',
    context: inputs.statusContext ?? context ?? defaultStatusContext,
    description,
    targetUrl: ports.context.runUrl,
  })
}

function failure({ reasons }: ActionError) {
  return { passed: false, description: describe([], reasons) }
}

async function judgeArtifact({ place, after }: Deployment, inputs: CheckInputs): Promise<Reason[]> {
  const { name, integrity } = after.artifact
  try {
    const found = await resolveNpm({ name, version: after.version, registry: inputs.registry, token: inputs.registryToken })
    return found.integrity === integrity
      ? []
      : [reason('integrity-mismatch', { field: `${place.file}: artifact.integrity`, seen: integrity, allowed: found.integrity })]
  } catch (error) {
    const known = asActionError(error)
    if (known.code === 'internal-error') throw error
    return [...known.reasons]
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
