import type { Violation } from '../types.ts'

export interface ObservedAnswer {
  readonly method: string
  readonly route: string
  readonly status: number
  readonly body: string | null
}

export function createAnswerCheck(): (answer: ObservedAnswer) => Violation[] {
  return () => []
}
