import { ActionError } from '@mfe-gitops/action-kit'
import type { ConfigState } from '@mfe-gitops/config-repository'
import { entryUrl, type Reason, reason } from '@mfe-gitops/contract'
import type { Result } from '../command-run.ts'
import { type ConfigPlaceOptions, configPlace } from '../config-place.ts'
import type { CliPorts } from '../ports.ts'
import { openTargets } from '../prune/open-stores.ts'
import { readConfig } from '../read-config.ts'
import { showTable } from '../table.ts'
import { type Drift, remedies } from './judge-drift.ts'
import { type Depth, lookForDrift } from './look-for-drift.ts'
import { lookForDeadMarks } from './look-for-marks.ts'

export interface DriftOptions extends ConfigPlaceOptions {
  readonly environment?: string
  readonly bytes?: boolean
  readonly edge?: boolean
  readonly role?: string
}

/** Compares git, live tables, stores and, when asked, the edge; any difference ends the command with exit code 1. */
export async function findDrift(options: DriftOptions, ports: CliPorts, ask: typeof fetch = fetch): Promise<Result> {
  const state = await readConfig(configPlace(options, ports))
  const environments = chooseEnvironments(state, options.environment)
  const targets = openTargets(ports.env, options.role)
  const found: Drift[] = []
  try {
    for (const environment of environments) {
      const { target, url } = state.config.environments[environment]!
      const own = state.desired.filter((one) => one.environment === environment)
      const desired = new Map(own.map((one) => [one.mfe, one.desired]))
      const edge = options.edge === true ? { entryUrl: (mfe: string, entry: string) => entryUrl(url, mfe, entry), fetch: ask } : null
      const depth: Depth = { bytes: options.bytes === true, edge }
      const opened = await targets.open(state.config, target)
      const place = { environment, desired }
      found.push(...(await lookForDrift(opened, place, depth)), ...(await lookForDeadMarks({ store: opened.store, now: ports.now }, place)))
    }
  } finally {
    await targets.close()
  }
  return {
    document: { commit: state.commit, environments, drift: found },
    text: textOf(environments, found),
    isIncomplete: found.length > 0,
  }
}

function chooseEnvironments({ config }: ConfigState, wanted: string | undefined): string[] {
  const allowed = Object.keys(config.environments)
  if (wanted === undefined) return allowed
  if (allowed.includes(wanted)) return [wanted]
  const refusal: Reason = reason('environment-unknown', { field: '--environment', seen: wanted, allowed })
  throw new ActionError(refusal.code, refusal.message, { reasons: [refusal] })
}

function textOf(environments: readonly string[], found: readonly Drift[]): string {
  if (found.length === 0) return `No drift in ${environments.join(', ')}.`
  const rows = found.map(({ environment, mfe, code, seen, wanted }) => [environment, mfe, code, seen, wanted])
  const codes = [...new Set(found.map(({ code }) => code))].sort()
  return [showTable(['environment', 'mfe', 'drift', 'seen', 'wanted'], rows), ...codes.map((code) => `${code}: ${remedies[code]}`)].join(
    '\n\n',
  )
}
