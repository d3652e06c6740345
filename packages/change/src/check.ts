import { ActionError, asActionError, type Ports } from '@mfe-gitops/action-kit'
import { type DeploymentRequest, defaultStatusContext, type Reason, reason } from '@mfe-gitops/contract'
import { type GitHub, postCommitStatus } from '@mfe-gitops/github'
import { lookUpArtifact, type Registry, wantedBy } from './artifact-lookup.ts'
import { type ChangePlace, readChange } from './change-reading.ts'
import { type Deployment, type NamedVersion, versionsOf } from './deployment-rules.ts'
import { type Check, checkOf, judgeChange } from './judgement.ts'
import type { Subjects } from './subject.ts'

/** A change to check, and where to say what came out. */
export interface CheckQuestion extends ChangePlace {
  readonly requests: readonly DeploymentRequest[]
  readonly subjects: Subjects | null
  /** What a push brought to the branch already, which may be several changes at once. */
  readonly isMerged?: boolean
  readonly registry: Registry
  /** Context of the commit status; default: the one that gitops.yaml names. */
  readonly statusContext: string | undefined
  readonly postStatus: boolean
}

export interface CheckResult {
  readonly checks: readonly Check[]
  readonly reasons: readonly Reason[]
  readonly deployments: readonly Deployment[]
}

type CheckPorts = Pick<Ports, 'log' | 'context'>

/** Runs every check on a change and posts the result as one commit status. */
export async function checkChange(github: GitHub, question: CheckQuestion, ports: CheckPorts): Promise<CheckResult> {
  const change = await readChange(github, question, question.requests).catch(async (error: unknown) => {
    // A check that could not be made has not been passed; whoever looks at the commit must see why.
    if (error instanceof ActionError) await postResult(github, question, { ports, ...failure(error) })
    throw error
  })
  const judgement = judgeChange({ ...change, isMerged: question.isMerged ?? false }, question.subjects, question.requests)
  const { deployments } = judgement
  const judged = await Promise.all(deployments.map((one) => judgeArtifacts(one, question.registry)))
  const artifacts = deployments.length > 0 ? judged.flat() : null
  const checks = [...judgement.checks, checkOf('artifact', artifacts)]
  const reasons = [...judgement.reasons, ...(artifacts ?? [])]
  for (const { rule, result, detail } of checks) ports.log.info(`${rule}: ${result}${detail === '' ? '' : `. ${detail}`}`)
  const context = change.config.checks?.statusContext
  await postResult(github, question, { ports, context, passed: reasons.length === 0, description: describe(checks, reasons) })
  return { checks, reasons, deployments }
}

interface Result {
  readonly ports: CheckPorts
  readonly passed: boolean
  readonly description: string
  /** Context that gitops.yaml names. */
  readonly context?: string | undefined
}

async function postResult(github: GitHub, question: CheckQuestion, { ports, passed, description, context }: Result): Promise<void> {
  if (!question.postStatus) return
  const { owner, repo, head } = question
  await postCommitStatus(github, {
    ...{ owner, repo, sha: head },
    state: passed ? 'success' : 'failure',
    context: question.statusContext ?? context ?? defaultStatusContext,
    description,
    targetUrl: ports.context.runUrl,
  })
}

function failure({ reasons }: ActionError) {
  return { passed: false, description: describe([], reasons) }
}

async function judgeArtifacts(deployment: Deployment, registry: Registry): Promise<Reason[]> {
  const judged = await Promise.all(versionsOf(deployment.after).map((named) => judgeArtifact(deployment, named, registry)))
  return judged.flat()
}

async function judgeArtifact({ place, after, registration }: Deployment, named: NamedVersion, registry: Registry): Promise<Reason[]> {
  // Who is not registered has no source to ask; another check says so.
  if (!registration) return []
  const { integrity } = named.artifact
  try {
    const found = await lookUpArtifact(registration, wantedBy(after, named), registry)
    const field = `${place.file}: ${named.at}artifact.integrity`
    return found.integrity === integrity ? [] : [reason('integrity-mismatch', { field, seen: integrity, allowed: found.integrity })]
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
