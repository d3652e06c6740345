import { fromTape } from './random-document.ts'
import { playRound } from './round.ts'

/** Plays rounds for the given seconds and prints each that went wrong: `node test/fuzz.ts 600`. */
const seconds = Number(process.argv[2] ?? 60)
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000)
const counts: Record<string, number> = {}
const end = Date.now() + seconds * 1000
let round = 0
while (Date.now() < end) {
  const number = seed + round
  const result = playRound(fromTape(tapeOf(number)))
  counts[result.outcome] = (counts[result.outcome] ?? 0) + 1
  if (result.outcome === 'wrong' || result.outcome === 'refused') {
    console.log(JSON.stringify({ round: number, ...result }))
    process.exitCode = 1
    if ((counts.wrong ?? 0) + (counts.refused ?? 0) >= 20) break
  }
  round += 1
}
console.log(JSON.stringify({ seed, rounds: round, ...counts }))

function tapeOf(number: number): number[] {
  let state = number * 2_654_435_761
  return Array.from({ length: 400 }, () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  })
}
