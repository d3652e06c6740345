import { rejection } from '@mfe-gitops/action-kit'
import { judgeDeployment } from '@mfe-gitops/change'
import { type ConfigSnapshot, type DesiredStatePlan, planCanary } from '@mfe-gitops/config-repository'
import { canaryShare, desiredStateFile, reason } from '@mfe-gitops/contract'
import type { Result } from '../command-run.ts'
import type { ConfigPlace } from '../config-place.ts'
import { readConfigView, type Subject } from '../config-view.ts'
import type { CliPorts } from '../ports.ts'
import { diffOf } from './change-text.ts'
import { type Delivered, deliver } from './delivery.ts'
import { type CanaryOptions, readWish } from './wish.ts'

export interface CanaryQuestion {
  readonly place: ConfigPlace
  readonly subject: Subject
  readonly options: CanaryOptions
  readonly isDryRun: boolean
}

/** Plans the change of a canary, judges it as the check of its pull request will, and brings it to the config repository. */
export async function changeCanary({ place, subject, options, isDryRun }: CanaryQuestion, ports: CliPorts): Promise<Result> {
  const snapshot = await readConfigView(place, subject)
  const { config, registration, desiredText: text } = snapshot
  if (registration === null) throw rejection([reason('registration-missing', { field: '--mfe', seen: subject.mfe })])
  const wish = await readWish(options, registration)
  const plan = planCanary({ ...subject, wish, config, registration, text })
  if (plan.kind === 'refused') throw rejection(plan.reasons)
  if (plan.kind === 'unchanged') return resultOf({ outcome: 'unchanged' }, { subject, plan, text })
  const { file, key } = desiredStateFile(config, subject)
  const { previous: before, desired: after } = plan
  const faults = judgeDeployment({ place: { ...subject, file, key }, before, after, registration }, config)
  if (faults.length > 0) throw rejection(faults)
  const done = isDryRun ? { outcome: 'planned' as const } : await deliver(place, { wish, subject, snapshot, change: plan }, ports)
  return resultOf(done, { subject, plan, text })
}

type Done = Delivered | { readonly outcome: 'planned' | 'unchanged' }

interface Told {
  readonly subject: Subject
  readonly plan: Exclude<DesiredStatePlan, { kind: 'refused' }>
  readonly text: ConfigSnapshot['desiredText']
}

function resultOf(done: Done, { subject, plan, text }: Told): Result {
  const { version, generation, canary } = plan.desired
  const changes = plan.kind === 'change' ? plan.changes : []
  const diff = plan.kind === 'change' ? diffOf(text ?? '', plan) : ''
  const document = { ...done, ...subject, file: plan.file, version, generation, canary: canaryShare(canary), changes, diff }
  return { document, text: tell(done, plan, diff) }
}

function tell(done: Done, plan: Told['plan'], diff: string): string {
  switch (done.outcome) {
    case 'unchanged':
      return `${plan.file} says so already; there is nothing to change.`
    case 'planned':
      return diff.trimEnd()
    case 'written':
      return `${diff}\nWrote ${plan.file}. Commit it and open a pull request.`
    case 'proposed':
      return `${diff}\nPull request #${done.pullRequest.number}: ${done.pullRequest.url}`
  }
}
