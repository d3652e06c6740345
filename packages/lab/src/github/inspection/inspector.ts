import type { Violation, WebhookEvent } from '../types.ts'
import { checkAnswer, type ObservedAnswer } from './answer-check.ts'
import { createEventCheck } from './event-check.ts'

export interface Inspector {
  readonly event: (event: WebhookEvent) => void
  readonly answer: (answer: ObservedAnswer) => void
  /** Everything found so far; looks at what has come in since the last call. */
  violations(): Violation[]
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
      events.push(structuredClone(event))
      if (events.length > mostWaiting) look()
    },
    answer(answer) {
      answers.push(answer)
      if (answers.length > mostWaiting) look()
    },
    violations() {
      look()
      return [...found.values()]
    },
  }
}
