/** The value of an output that holds JSON; null when it is empty or no JSON. */
export function readJsonOutput(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return null
  }
}
