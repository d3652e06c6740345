// Runs a Lambda@Edge bundle as its platform does: one process for many events, one event after the other. Events and answers are lines of JSON.
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const { handler } = await import(pathToFileURL(process.argv[2] ?? '').href)
for await (const line of createInterface({ input: process.stdin })) {
  const answer = await handler(JSON.parse(line))
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
