/**
 * Runs one step of the set-up and prints one line: what it did and how long that took.
 * @param {string} title
 * @param {() => Promise<string>} work returns what happened, in a few words
 */
export async function step(title, work) {
  const started = Date.now()
  process.stdout.write(`set-up: ${title} … `)
  try {
    const result = await work()
    process.stdout.write(`${result} (${seconds(started)})\n`)
  } catch (error) {
    process.stdout.write(`failed (${seconds(started)})\n`)
    throw error
  }
}

/** @param {number} started */
function seconds(started) {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`
}
