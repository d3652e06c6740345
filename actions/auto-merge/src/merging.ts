import { reason } from '@mfe-gitops/contract'
import {
  dequeuePullRequest,
  enqueuePullRequest,
  type GitHub,
  mergePullRequest,
  mergeRefusals,
  type PullRequestState,
} from '@mfe-gitops/github'
import { blocked } from './blocker.ts'
import type { AutoMergeInputs } from './inputs.ts'
import { judge } from './judge.ts'
import { judgeRefusal } from './refusal.ts'
import { fieldOf, type History, type MergeWish, type Stop, stop, type Verdict, type Wait, wait } from './verdict.ts'

/** What one look comes to once everything that it asked for has been done. */
export type Step = Extract<Verdict, { kind: 'merged' }> | Wait | Stop

type Wish = Omit<AutoMergeInputs & MergeWish, 'head'> & { readonly owner: string; readonly repo: string }

const nothingYet: History = { queued: null, isTooEarly: false }

/** One pull request on its way, with what its state does not tell about the past. */
export class Merging {
  private readonly github: GitHub
  private readonly wish: Wish
  private head = ''
  private history = nothingYet
  private isAsked = false

  constructor(github: GitHub, wish: Wish) {
    this.github = github
    this.wish = wish
  }

  /** Whether a merge that shows now has been brought about from here. */
  get hasAsked(): boolean {
    return this.isAsked
  }

  /** Judges the state and does what follows from it. Only this head may be merged; another one than before starts anew. */
  async step(state: PullRequestState, head: string): Promise<Step> {
    const { queue } = state
    if (head !== this.head) this.history = nothingYet
    this.head = head
    if (queue.entry !== null && this.history.queued === null) this.noteQueued(state)
    const verdict = judge(state, { ...this.wish, head }, this.history)
    if (verdict.kind === 'merge') return this.merge(state)
    return verdict.kind === 'enqueue' ? this.enqueue(state) : verdict
  }

  /** Takes back what would go on after the wait is over; true when there was something, so that another look is due. */
  async giveUp(state: PullRequestState): Promise<boolean> {
    if (!this.isAsked || this.history.queued === null) return false
    await dequeuePullRequest(this.github, { id: state.id })
    return true
  }

  private async merge(state: PullRequestState): Promise<Step> {
    const { owner, repo, method } = this.wish
    const { head } = this
    const merge = await mergePullRequest(this.github, { owner, repo, number: state.number, sha: head, method })
    if (merge.kind === 'merged') return { kind: 'merged', commit: merge.sha }
    const field = fieldOf(state)
    if (merge.kind === 'head-moved') return stop('head-moved', reason('head-moved', { field, seen: merge.message, allowed: head }))
    if (merge.kind === 'refused') return stop('blocked', reason('merge-blocked', { field, seen: merge.message }))
    // 5xx or a lost answer: the merge may have happened, so the next look decides.
    if (merge.kind === 'unknown') {
      this.isAsked = true
      return wait('GitHub to say whether it merged', 'timed-out', reason('merge-blocked', { field, seen: merge.error.message }))
    }
    if (state.mergeable === 'UNKNOWN') this.history = { ...this.history, isTooEarly: true }
    const verdict = judgeRefusal(merge.refusals, merge.message, state)
    return verdict.kind === 'enqueue' ? this.enqueue(state) : verdict
  }

  private async enqueue(state: PullRequestState): Promise<Step> {
    const field = fieldOf(state)
    const answer = await enqueuePullRequest(this.github, { id: state.id, head: this.head })
    if (answer.kind === 'refused') return this.judgeQueueRefusal(state, answer.message)
    // Without an answer it may be in the queue or not; the next look tells.
    this.isAsked = true
    if (answer.kind === 'queued') this.noteQueued(state)
    return wait('the merge queue', 'timed-out', reason('merge-queue-timeout', { field, seen: 'just put into the queue' }))
  }

  private judgeQueueRefusal(state: PullRequestState, message: string): Step {
    const late = blocked(state, ['other'], message)
    // Somebody was faster, or the head has moved or the pull request ended since it was read: the next look tells.
    if (/already|modified|expected head|closed|merged/i.test(message)) return wait(message, 'blocked', late)
    const verdict = judgeRefusal(mergeRefusals(message), message, state)
    return verdict.kind === 'enqueue' ? stop('blocked', late) : verdict
  }

  private noteQueued({ queue }: PullRequestState): void {
    this.history = { ...this.history, queued: { removalBefore: queue.removal?.id ?? null } }
  }
}
