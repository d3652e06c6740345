// Loaded into the process of an action before the action itself: shortens what it waits for, and breaks the network of one of its calls.
// The errors are real ones: the call is sent to where it must fail in that way.
import { syncBuiltinESMExports } from 'node:module'
import { Socket } from 'node:net'
import timers from 'node:timers/promises'

/** @type {{ shorter: number, timeoutMs?: number, patienceMs?: number, call?: number, kind?: 'elsewhere' | 'stalled', url?: string }} */
const { shorter, timeoutMs, patienceMs, call, kind, url = '' } = JSON.parse(process.env.FAULTS_INSIDE ?? '{"shorter":1}')

const wait = timers.setTimeout
timers.setTimeout = /** @type {typeof wait} */ ((ms = 0, value, options) => wait(ms / shorter, value, options))
syncBuiltinESMExports()

const timeout = AbortSignal.timeout
if (timeoutMs !== undefined) AbortSignal.timeout = () => timeout(timeoutMs)

// Where a service never answers: every limit of time that is longer than this, of whatever client, is shorter, and none is below it.
if (patienceMs !== undefined) {
  const limit = (/** @type {number} */ ms) => (ms <= patienceMs ? ms : Math.max(patienceMs, ms / shorter))
  const later = globalThis.setTimeout
  globalThis.setTimeout = /** @type {typeof later} */ ((work, ms = 0, ...rest) => later(work, limit(ms), ...rest))
  const idle = Socket.prototype.setTimeout
  Socket.prototype.setTimeout = function (ms, ...rest) {
    return Reflect.apply(idle, this, [limit(ms), ...rest])
  }
  AbortSignal.timeout = (ms) => timeout(limit(ms))
}

const send = globalThis.fetch
let calls = 0
globalThis.fetch = async (input, init) => {
  if (!isGitHub(input)) return send(input, init)
  calls += 1
  if (calls !== call) return send(input, init)
  if (kind === 'elsewhere') return send(url, init)
  return stalled(await send(input, init), init?.signal ?? undefined)
}

/** @param {Parameters<typeof fetch>[0]} input */
function isGitHub(input) {
  return String(input instanceof Request ? input.url : input).startsWith(process.env.GITHUB_API_URL?.replace(/\/api.*/, '') ?? '')
}

/**
 * The head of an answer and half of its body; the rest never comes.
 * @param {Response} answer
 * @param {AbortSignal | undefined} signal
 */
async function stalled(answer, signal) {
  const bytes = new Uint8Array(await answer.arrayBuffer())
  // A connection keeps its process alive; this body has none.
  const connection = setInterval(() => {}, 60_000)
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.subarray(0, bytes.length >> 1))
      signal?.addEventListener('abort', () => {
        clearInterval(connection)
        controller.error(signal.reason)
      })
    },
  })
  return new Response(body, { status: answer.status, headers: answer.headers })
}
