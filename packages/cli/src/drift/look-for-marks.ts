import type { DesiredState } from '@mfe-gitops/contract'
import { listDeadMarks } from '@mfe-gitops/prune'
import { type Target, versionPrefix } from '@mfe-gitops/targets'
import pMap from 'p-map'
import type { Drift } from './judge-drift.ts'

/** Marks of prunes that died on versions that are desired: no release passes them, and no re-run of one mends that. */
export async function lookForDeadMarks(
  ports: { readonly store: Target['store']; now(): number },
  { environment, desired }: { readonly environment: string; readonly desired: ReadonlyMap<string, DesiredState> },
): Promise<Drift[]> {
  const wanted = [...desired].flatMap(([mfe, { version, canary }]) =>
    [version, ...(canary === undefined ? [] : [canary.version])].map((one) => ({ mfe, version: one })),
  )
  const found = await pMap(wanted, async ({ mfe, version }) => ({ mfe, marks: await listDeadMarks(ports, versionPrefix(mfe, version)) }), {
    concurrency: 4,
  })
  return found.flatMap(({ mfe, marks }) =>
    marks.map(({ key, modifiedAt }): Drift => {
      const seen = `${key}: set at ${new Date(modifiedAt).toISOString()}`
      return { environment, mfe, code: 'prune-died', seen, wanted: 'no mark of a prune' }
    }),
  )
}
