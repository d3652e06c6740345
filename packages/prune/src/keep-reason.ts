import type { DesiredState } from '@mfe-gitops/contract'
import { type LiveRow, type ServedVersion, versionPrefix } from '@mfe-gitops/targets'
import type { EnvironmentReferences, References } from './references.ts'
import type { VersionName } from './stored-files.ts'

export type KeepCode = 'live' | 'canary' | 'desired' | 'desired-canary' | 'history' | 'release-pending' | 'not-registered' | 'young'

/** Why a version stays. */
export interface KeepReason {
  readonly code: KeepCode
  readonly environment?: string
  readonly text: string
}

/** Everything that needs a version, or may come to need it by what is under way; empty for one that nobody needs. */
export function reasonsToKeep(version: VersionName, references: References, options: { readonly unregistered: boolean }): KeepReason[] {
  const isRegistered = references.registered.has(version.mfe)
  const found = references.environments.flatMap((one) => environmentReasons(version, one, isRegistered))
  if (isRegistered || options.unregistered) return found
  return [...found, { code: 'not-registered', text: 'its micro-frontend is not registered; --unregistered asks for such versions' }]
}

function environmentReasons(wanted: VersionName, found: EnvironmentReferences, isRegistered: boolean): KeepReason[] {
  const { environment } = found
  const {
    desired,
    live,
    history = [],
  } = { desired: found.desired.get(wanted.mfe), live: found.live.get(wanted.mfe), history: found.history.get(wanted.mfe) }
  const isWanted = (served: Pick<ServedVersion, 'version'> & Partial<ServedVersion>) =>
    served.version === wanted.version || served.prefix === versionPrefix(wanted.mfe, wanted.version)
  const serves = (row: LiveRow) => isWanted(row) || (row.canary !== undefined && isWanted(row.canary))
  const facts: readonly (readonly [KeepCode, boolean | undefined, string])[] = [
    ['live', live && isWanted(live), `live in ${environment}`],
    ['canary', live?.canary && isWanted(live.canary), `canary in ${environment}`],
    ['desired', desired && isWanted(desired), `desired in ${environment}`],
    ['desired-canary', desired?.canary && isWanted(desired.canary), `desired canary in ${environment}`],
    ['history', history.some(serves), `history of ${environment}`],
    ['release-pending', isPending(desired, live, isRegistered), pendingText(environment, desired, live)],
  ]
  return facts.flatMap(([code, isTrue, text]) => (isTrue === true ? [{ code, environment, text }] : []))
}

/**
 * Whether a release of this MFE may still change what is live, so that none of its versions is safe to remove. A release flips the live row to the
 * generation that the merge gave it, and only upwards. When the row has the generation of the newest desired state, every older release has lost, and
 * a newer one was merged after this was read: it meets the mark that was set before.
 */
function isPending(desired: DesiredState | undefined, live: LiveRow | undefined, isRegistered: boolean): boolean {
  // The desired state was removed. A release of before may be on its way; of an MFE that is not even registered, nobody waits for one.
  if (desired === undefined) return live !== undefined && isRegistered
  return live?.generation !== desired.generation
}

function pendingText(environment: string, desired: DesiredState | undefined, live: LiveRow | undefined): string {
  if (desired === undefined) return `live in ${environment} without a desired state`
  const row = live === undefined ? 'nothing is live' : `generation ${live.generation} is live`
  return `release pending in ${environment}: generation ${desired.generation} is desired, ${row}`
}
