import type { PlannedVersion, PrunePlan } from '@mfe-gitops/prune'
import { showTable } from '../table.ts'
import type { PruneReport } from './apply-plan.ts'

/** A plan for people: what stays and why, what would go, and the totals. */
export function planText(plan: PrunePlan, file: string | undefined): string {
  const { place, commit } = plan.config
  const stores = plan.stores.map(storeText)
  const isNothing = plan.stores.every(({ remove }) => remove.length === 0)
  const apply = file === undefined ? 'Keep the plan with --plan FILE and apply it with --apply FILE.' : `--apply ${file} applies the plan.`
  const next = isNothing ? 'Nothing to remove.' : `Nothing was removed. ${apply}`
  return [`${place}${commit === null ? '' : ` at ${commit.slice(0, 12)}`}`, ...stores, next].join('\n\n')
}

function storeText({ store, environments, keep, remove, others }: PrunePlan['stores'][number]): string {
  const parts = [
    `${store} (${environments.join(', ')})`,
    `Keep ${totals(keep)}`,
    ...(keep.length === 0 ? [] : [showTable(...table(keep, 'why', ({ reasons }) => reasons.map(({ text }) => text).join('; ')))]),
    `Remove ${totals(remove)}`,
    ...(remove.length === 0 ? [] : [showTable(...table(remove, 'state', describeCondition))]),
    ...(others.files === 0 ? [] : [`Left alone, as no version: ${counted(others.files, 'object')}, ${size(others.bytes)}`]),
  ]
  return parts.join('\n')
}

function describeCondition({ condition }: PlannedVersion): string {
  return { complete: 'complete', incomplete: 'its upload never ended', marked: 'a prune began to remove it' }[condition]
}

function table<T extends PlannedVersion>(
  versions: readonly T[],
  last: string,
  describe: (version: T) => string,
): Parameters<typeof showTable> {
  const rows = versions.map((one) => [
    one.mfe,
    one.version,
    String(one.files),
    size(one.bytes),
    one.writtenAt?.slice(0, 10) ?? '',
    describe(one),
  ])
  return [['mfe', 'version', 'files', 'size', 'written', last], rows, ['files', 'size']]
}

function totals(versions: readonly { readonly files: number; readonly bytes: number }[]): string {
  const sum = (of: 'files' | 'bytes') => versions.reduce((all, one) => all + one[of], 0)
  return `${counted(versions.length, 'version')}, ${counted(sum('files'), 'file')}, ${size(sum('bytes'))}`
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

const units = new Intl.NumberFormat('en', {
  notation: 'compact',
  style: 'unit',
  unit: 'byte',
  unitDisplay: 'narrow',
  maximumSignificantDigits: 3,
})

function size(bytes: number): string {
  return units.format(bytes)
}

/** What was removed, for people. */
export function resultText({ stores }: PruneReport): string {
  return stores
    .flatMap(({ store, removed, spared }) => [
      `${store}: removed ${totals(removed)}`,
      ...spared.map(({ mfe, version, reasons }) => `  kept ${mfe} ${version}: ${reasons.map(({ text }) => text).join('; ')}`),
    ])
    .join('\n')
}
