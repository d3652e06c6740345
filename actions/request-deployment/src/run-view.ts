/** A run of the config repository, as far as a waiter looks at it. Times are milliseconds since the epoch. */
export interface RunView {
  readonly id: number
  readonly attempt: number
  readonly title: string
  readonly event: string
  readonly status: string
  readonly conclusion: string | null
  readonly createdAt: number
  readonly url: string
}

export interface StepView {
  readonly name: string
  readonly status: string
  readonly conclusion: string | null
  readonly startedAt: number | null
  readonly completedAt: number | null
}

export interface JobView {
  readonly id: number
  readonly name: string
  readonly status: string
  readonly conclusion: string | null
  readonly steps: readonly StepView[]
}
