/** All orders of a list. */
export function orderings<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]]
  return items.flatMap((first, index) => orderings(items.toSpliced(index, 1)).map((rest) => [first, ...rest]))
}

/** Numbers from 0 to 1 that a seed decides: Marsaglia's xorshift of 32 bits. */
export function seededRandom(seed: number): () => number {
  let state = (seed * 0x9e3779b1) >>> 0 || 1
  return () => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 0x1_0000_0000
  }
}

/** The list in an order that the numbers decide. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item)
}
