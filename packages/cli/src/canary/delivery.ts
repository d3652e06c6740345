import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ActionError, type Log } from '@mfe-gitops/action-kit'
import { changesText, commitChange, propose } from '@mfe-gitops/change'
import type { CanaryWish, ConfigSnapshot } from '@mfe-gitops/config-repository'
import type { ConfigPlace } from '../config-place.ts'
import type { Subject } from '../config-view.ts'
import type { CliPorts } from '../ports.ts'
import { bodyOf, branchOf, type CanaryChange, titleOf } from './change-text.ts'

export interface Delivery {
  readonly wish: CanaryWish
  readonly subject: Subject
  readonly snapshot: ConfigSnapshot
  readonly change: CanaryChange
}

/** What became of a change. */
export type Delivered =
  | {
      readonly outcome: 'proposed'
      readonly branch: string
      readonly commit: string
      readonly pullRequest: { number: number; url: string }
    }
  | { readonly outcome: 'written' }

/** Brings a change to where the config repository is: as a pull request with one commit, or into the files of a checkout. */
export async function deliver(place: ConfigPlace, delivery: Delivery, ports: CliPorts): Promise<Delivered> {
  const { change } = delivery
  if (place.kind === 'api') return proposeChange(place, delivery, ports)
  await writeFile(join(place.directory, change.file), change.text)
  return { outcome: 'written' }
}

async function proposeChange(
  { github, repository, ref }: Extract<ConfigPlace, { kind: 'api' }>,
  { wish, subject, snapshot: { files }, change }: Delivery,
  ports: CliPorts,
): Promise<Delivered> {
  const base = ref ?? files.defaultBranch
  if (base === null)
    throw new ActionError('github-invalid-answer', 'GitHub names no default branch of the repository. Name one with --ref.')
  const [branch, title] = [branchOf(subject, change), titleOf(wish, subject, change)]
  const waiting = { sleep: ports.sleep, random: ports.random }
  const commit = await commitChange(
    github,
    {
      repository,
      repositoryId: files.repositoryId,
      branch,
      base: files.commit,
      message: { headline: title, body: changesText(change.changes) },
      additions: [{ path: change.file, contents: change.text }],
      isOwnBranch: true,
    },
    waiting,
  )
  const proposal = { repository, head: branch, base, requests: [], title, body: bodyOf(change), supersede: false }
  const { number, url } = await propose(github, proposal, { ...waiting, log: logOf(ports) })
  return { outcome: 'proposed', branch, commit, pullRequest: { number, url } }
}

/** The log of a step, for somebody at a terminal. */
function logOf({ say }: Pick<CliPorts, 'say'>): Log {
  const quiet = () => {}
  return {
    info: say,
    notice: say,
    warning: (text) => say(`warning: ${text}`),
    error: (text) => say(`error: ${text}`),
    debug: quiet,
    mask: quiet,
    group: async (_title, work) => work(),
  }
}
