import { expect } from 'vitest'
import { createGitHub } from '../../packages/github/src/index.ts'
import type { BranchRules } from '../../packages/lab/src/github/types.ts'
import { ended, type StepOutputs } from './change-steps.ts'
import { type ChangeLab, configRepository, startChangeLab } from './config-repository.ts'
import type { ActionRun } from './run-action.ts'

export const place = { owner: 'acme', repo: 'gitops-config' }

export interface Pull {
  readonly number: number
  /** Global node id. */
  readonly id: string
  readonly head: string
  readonly branch: string
}

/** A config repository in which pull requests are made by hand and merged by the shipped action. */
export interface MergeLab extends ChangeLab {
  /** Somebody beside who opens pull requests and whose token the action has. */
  readonly reviewer: { readonly id: number; readonly login: string; readonly token: string }
  /** Id of the account behind the action's token. */
  readonly deployer: number
  rules(more?: Partial<BranchRules>): void
  /** As at the beginning: one required check, no faults, no lag. */
  reset(): void
  open(files?: Readonly<Record<string, string>>, options?: { readonly status?: string | null; readonly draft?: boolean }): Promise<Pull>
  report(sha: string, state: string, context?: string): Promise<unknown>
  merge(pull: Pull, inputs?: StepOutputs, env?: StepOutputs): Promise<ActionRun>
  /** Reviews as the one who did not make it. */
  review(pull: Pull, event: 'APPROVE' | 'REQUEST_CHANGES'): Promise<unknown>
  /** The pull request as it is now. */
  shown(pull: Pull): ReturnType<ChangeLab['github']['pullRequests']>[number]
  main(): Promise<string | null>
  editMain(files: Readonly<Record<string, string>>): Promise<string>
  asPerson(route: Parameters<ChangeLab['person']['request']>[0], parameters: object): ReturnType<ChangeLab['person']['request']>
  mutate(pull: Pull, mutation: string): Promise<unknown>
  /** Until the action has looked at the pull request so many times from now on. */
  looked(times: number): Promise<void>
}

export async function startMergeLab(): Promise<MergeLab> {
  const lab = await startChangeLab({ CODEOWNERS: '/owned/ @reviewer\n' })
  const { github, person } = lab
  const reviewer = github.createUser('reviewer')
  let count = 0
  const rules: MergeLab['rules'] = (more = {}) =>
    github.setRules(configRepository, { branch: 'main', requiredChecks: ['gitops/deployment'], ...more })
  const report: MergeLab['report'] = (sha, state, context = 'gitops/deployment') =>
    person.request('POST /repos/{owner}/{repo}/statuses/{sha}', { ...place, sha, state, context })
  return {
    ...lab,
    reviewer,
    deployer: (lab.event(lab.request()) as { sender: { id: number } }).sender.id,
    rules,
    report,
    reset() {
      github.faults.clear()
      github.consistency.mergeableAfterReads = 0
      github.setRepositorySettings(configRepository, { allowMerge: true, allowAutoMerge: false })
      rules()
    },
    async open(files = {}, { status = 'success', draft = false } = {}) {
      const branch = `change-${++count}`
      const change = { branch, message: `Change ${count}`, files: { [`notes/${count}.md`]: `${count}\n`, ...files }, author: 'octocat' }
      const head = await github.commitFiles(configRepository, change)
      const wanted = { ...place, head: branch, base: 'main', title: branch, draft }
      const { data } = await person.request<{ number: number; node_id: string }>('POST /repos/{owner}/{repo}/pulls', wanted)
      if (status !== null) await report(head, status)
      return { number: data.number, id: data.node_id, head, branch }
    },
    merge: ({ number, head }, inputs = {}, env = {}) =>
      lab.run('auto-merge', { 'pull-request': String(number), head, 'timeout-minutes': '0', ...inputs }, undefined, { env }),
    review: ({ number }, event) =>
      createGitHub({ apiUrl: github.apiUrl, graphqlUrl: github.graphqlUrl, token: reviewer.token }).request(
        'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
        {
          ...place,
          pull_number: number,
          event,
          body: 'Words',
        },
      ),
    shown: ({ number }) => {
      const found = github.pullRequests(configRepository).find((one) => one.number === number)
      if (!found) throw new Error(`There is no pull request #${number}.`)
      return found
    },
    main: () => github.branchHead(configRepository, 'main'),
    editMain: (files) => github.commitFiles(configRepository, { message: 'Elsewhere', files }),
    asPerson: (route, parameters) => person.request(route, { ...place, ...parameters }),
    mutate: ({ id }, mutation) => person.graphql(`mutation M($id: ID!) { ${mutation} { clientMutationId } }`, { id }),
    async looked(times) {
      const from = github.requests.length
      const looks = () => github.requests.slice(from).filter(({ route }) => route === 'graphql:repository').length
      await expect.poll(looks, { timeout: 90_000 }).toBeGreaterThanOrEqual(times)
    },
  }
}

/** A run that must have ended without a merge, by these words; answers the sentence. */
export function refused(run: ActionRun, words: { readonly outcome?: string; readonly code: string; readonly result: string }): string {
  ended(run, words.outcome ?? 'failed', words.code)
  expect(run.outputs).toMatchObject({ result: words.result, 'merge-commit': '' })
  expect(run.summary).toContain(`was not merged: ${words.result}`)
  return JSON.parse(run.outputs.reasons ?? '[]')[0].message
}

/** A run on the head of a pull request, whose jobs are its check runs. */
export function startRun(lab: MergeLab, { head, branch }: Pick<Pull, 'head' | 'branch'>): number {
  const run = { repository: configRepository, name: 'Run', displayTitle: 'Run', event: 'pull_request', path: '.github/workflows/run.yml' }
  const { id, login } = lab.reviewer
  return lab.github.runs.create({ ...run, headSha: head, headBranch: branch, actor: { id, login, type: 'User' } }).id
}
