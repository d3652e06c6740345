/**
 * Runs one step of the set-up and prints one line, beside the output of the work: what it did and how long that took.
 * @param {string} title
 * @param {() => Promise<string>} work returns what happened, in a few words
 */
export async function step(title, work) {
  const started = Date.now()
  process.stderr.write(`set-up: ${title} … `)
  try {
    const result = await work()
    process.stderr.write(`${result} (${seconds(started)})\n`)
  } catch (error) {
    process.stderr.write(`failed (${seconds(started)})\n`)
    throw error
  }
}

/** @param {number} started */
function seconds(started) {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`
}
