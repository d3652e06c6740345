import type { Reason } from './generated/documents.ts'
import { reason } from './reason.ts'

/** The pull request that carries a request. */
interface Carrier {
  readonly number: number
  readonly url: string
}

/** Why a request ends in favour of the one that this pull request carries. */
export function supersededReason({ number, url }: Carrier): Reason {
  const summary = `A newer request for the same micro-frontend and environment took over: pull request #${number}, ${url}`
  return reason('superseded-by-newer', { summary })
}

/** Why a request ends that had its turn: it counts once. Played again after something newer was deployed, or rolled back to, it would undo that. */
export function replayedReason({ number, url }: Carrier): Reason {
  return reason('request-replayed', { summary: `This request was carried out before, by pull request #${number}, ${url}` })
}

/** What is written on a pull request when another one takes its place; whoever waits for its merge reads it there. */
export function supersededComment(successor: number): string {
  return `Superseded by #${successor}.`
}

/** The number of the pull request that took the place of the one with these comments; null when none did. */
export function findSuccessor(comments: readonly string[]): number | null {
  const numbers = comments.flatMap((comment) => /^Superseded by #(\d{1,10})\.$/.exec(comment.trim())?.[1] ?? [])
  return numbers.length === 0 ? null : Number(numbers.at(-1))
}
