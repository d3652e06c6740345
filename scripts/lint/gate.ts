/** One check of `npm run lint`. */
export interface Gate {
  readonly name: string
  /** Gives the findings as text; an empty text means the gate passed. */
  readonly check: () => Promise<string>
}

export interface GateResult {
  readonly name: string
  readonly passed: boolean
  readonly seconds: number
}
