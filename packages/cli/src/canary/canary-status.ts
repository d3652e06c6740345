import { rejection } from '@mfe-gitops/action-kit'
import type { ConfigSnapshot } from '@mfe-gitops/config-repository'
import {
  type CanaryShare,
  canaryShare,
  type DesiredState,
  desiredStateFile,
  findTarget,
  parseDesiredState,
  reason,
} from '@mfe-gitops/contract'
import { type LiveRow, liveKey, openTarget } from '@mfe-gitops/targets'
import type { Result } from '../command-run.ts'
import type { ConfigPlace } from '../config-place.ts'
import { namedEnvironment, readConfigView, type Subject } from '../config-view.ts'
import type { CliPorts } from '../ports.ts'
import { showTable } from '../table.ts'

/** What is said about the versions of one side: what is desired, or what is live. */
interface Side {
  readonly version: string
  readonly generation: number
  readonly canary: CanaryShare | null
}

/** Tells which versions are desired and, when asked, which are live. */
export async function canaryStatus(
  { place, subject, isLive }: { place: ConfigPlace; subject: Subject; isLive: boolean },
  ports: CliPorts,
): Promise<Result> {
  const snapshot = await readConfigView(place, subject)
  const desired = desiredOf(snapshot, subject)
  const live = isLive ? await liveOf(snapshot, subject, ports) : undefined
  const document = { ...subject, desired: sideOf(desired), ...(live === undefined ? {} : { live: sideOf(live) }) }
  const sides: (readonly [string, Side | null])[] = [
    ['desired', document.desired],
    ...(live === undefined ? [] : [['live', sideOf(live)] as const]),
  ]
  return { document, text: showTable(['', 'generation', 'version', 'canary', 'of 100'], sides.map(row), ['generation', 'of 100']) }
}

function desiredOf({ config, registration, desiredFile: file, desiredText }: ConfigSnapshot, subject: Subject): DesiredState | null {
  if (desiredText === null && registration === null)
    throw rejection([reason('registration-missing', { field: '--mfe', seen: subject.mfe })])
  if (desiredText === null) return null
  const parsed = parseDesiredState(desiredText, file, desiredStateFile(config, subject).key)
  if (parsed.ok) return parsed.value
  throw rejection(parsed.reasons)
}

async function liveOf({ config }: ConfigSnapshot, { environment, mfe }: Subject, { env }: CliPorts): Promise<LiveRow | null> {
  const { target: name } = namedEnvironment(config, environment)
  const descriptor = findTarget(config, name)
  if (descriptor === undefined) throw rejection([reason('target-unknown', { field: 'target', seen: name })])
  const target = await openTarget(descriptor, env)
  return target.table.read(liveKey(environment, mfe)).finally(() => target.close())
}

function sideOf(state: DesiredState | LiveRow | null): Side | null {
  if (state === null) return null
  const { version, generation, canary } = state
  return { version, generation, canary: canaryShare(canary) }
}

function row([name, side]: readonly [string, Side | null]): string[] {
  if (side === null) return [name, '', 'none', '', '']
  return [name, String(side.generation), side.version, side.canary?.version ?? 'none', String(side.canary?.percentage ?? '')]
}
