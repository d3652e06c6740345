/** Lets effects run while their bytes together stay below a limit; the others wait for their turn, in the order in which they came. */
export interface ByteGate {
  pass<T>(bytes: number, effect: () => Promise<T>): Promise<T>
}

export function createByteGate(limit: number): ByteGate {
  const waiting: { bytes: number; start: () => void }[] = []
  let taken = 0

  function admit(): void {
    // Something larger than the limit passes alone.
    while (waiting[0] !== undefined && (taken === 0 || taken + waiting[0].bytes <= limit)) {
      const { bytes, start } = waiting.shift()!
      taken += bytes
      start()
    }
  }

  return {
    pass: async (bytes, effect) => {
      if (bytes > 0) {
        await new Promise<void>((start) => {
          waiting.push({ bytes, start })
          admit()
        })
      }
      try {
        return await effect()
      } finally {
        taken -= bytes
        admit()
      }
    },
  }
}
