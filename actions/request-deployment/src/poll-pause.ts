const first = 1000
const growth = 1.3

/** Milliseconds until the next look: one second after something happened, then wider and wider up to the ceiling. */
export function nextPause(pause: number, progressed: boolean, ceiling: number): number {
  return Math.min(ceiling, progressed || pause < first ? first : Math.round(pause * growth))
}
