import type { Violation, WebhookEvent } from '../types.ts'
import { checkAnswer, type ObservedAnswer } from './answer-check.ts'
import { createEventCheck } from './event-check.ts'

export interface Inspector {
  readonly event: (event: WebhookEvent) => void
  readonly answer: (answer: ObservedAnswer) => void
  /** Everything found so far; looks at what has come in since the last call. */
  violations(): Violation[]
  /** How much has been looked at: answers, and events by name. */
  counts(): { answers: number; events: Record<string, number> }
}

/** A lab that runs for hours must not keep everything that it ever said. */
const mostWaiting = 2000

/**
 * Compares what the lab says with GitHub's own descriptions. It keeps what it sees and looks when it is asked to,
 * so that compiling schemas does not slow a deployment down.
 */
export function createInspector(): Inspector {
  // One entry for what happens again and again.
  const found = new Map<string, Violation>()
  const checkEvent = createEventCheck()
  const counts = { answers: 0, events: {} as Record<string, number> }
  let events: WebhookEvent[] = []
  let answers: ObservedAnswer[] = []
  const look = () => {
    const [newEvents, newAnswers] = [events, answers]
    events = []
    answers = []
    for (const violation of [...newEvents.flatMap(checkEvent), ...newAnswers.flatMap(checkAnswer)]) {
      found.set(`${violation.where}\0${violation.message}`, violation)
    }
  }
  return {
    event(event) {
      counts.events[event.name] = (counts.events[event.name] ?? 0) + 1
      events.push(structuredClone(event))
      if (events.length > mostWaiting) look()
    },
    answer(answer) {
      if (answer.route !== 'unknown') counts.answers++
      answers.push(answer)
      if (answers.length > mostWaiting) look()
    },
    counts: () => ({ answers: counts.answers, events: { ...counts.events } }),
    violations() {
      look()
      return [...found.values()]
    },
  }
}
