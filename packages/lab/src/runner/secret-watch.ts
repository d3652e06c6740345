export interface SecretWatch {
  add(value: string): void
  check(text: string, where: string): void
  /** The text with every secret replaced; act leaves those in that stand in the name of a step. */
  mask(text: string): string
  /** GitHub drops a job output that holds a secret; act hands it on. */
  withoutSecrets(outputs: Record<string, string>, job: string): Record<string, string>
}

/** Shorter values are found in innocent text. */
const minLength = 6

/** Watches for values that were masked: act masks its messages, but not annotations, summaries and outputs. */
export function createSecretWatch(secrets: readonly string[], onProblem: (message: string) => void): SecretWatch {
  const values = new Set<string>()
  const add = (value: string) => {
    for (const line of [value, ...value.split('\n')]) if (line.trim().length >= minLength) values.add(line.trim())
  }
  for (const secret of secrets) add(secret)
  const holds = (text: string) => [...values].some((value) => text.includes(value))
  return {
    add,
    check: (text, where) => {
      if (holds(text)) onProblem(`A secret stands in ${where}.`)
    },
    mask: (text) => [...values].reduce((masked, value) => masked.replaceAll(value, '***'), text),
    withoutSecrets: (outputs, job) =>
      Object.fromEntries(
        Object.entries(outputs).filter(([name, value]) => {
          if (value === '' || !holds(value)) return true
          onProblem(`Output "${name}" of job "${job}" holds a secret: GitHub would drop it.`)
          return false
        }),
      ),
  }
}
