/** What was answered last, by question: it stands in for a while when asking again fails. */
export interface LastAnswers {
  ask<T>(question: string, ask: () => Promise<T>): Promise<T>
  /** How often an old answer stood in. */
  used(): number
  forget(): void
}

// Names that nobody registered are asked for as well; they must not fill the memory.
const KEPT = 1_000

/** `staleFor` is for how many milliseconds an answer stands in. */
export function createLastAnswers({ now, staleFor }: { now(): number; staleFor: number }): LastAnswers {
  let answers = new Map<string, { value: unknown; at: number }>()
  let used = 0
  return {
    ask: async <T>(question: string, ask: () => Promise<T>) => {
      const own = answers
      try {
        const value = await ask()
        own.delete(question)
        keep(own, question, { value, at: now() })
        return value
      } catch (error) {
        const last = own.get(question)
        if (last === undefined || now() - last.at > staleFor) throw error
        used++
        return last.value as T
      }
    },
    used: () => used,
    forget: () => {
      answers = new Map()
    },
  }
}

/** Keeps an entry, and not the oldest one when there are too many. */
export function keep<T>(entries: Map<string, T>, key: string, entry: T): void {
  entries.set(key, entry)
  if (entries.size > KEPT) entries.delete(entries.keys().next().value!)
}
