// Loaded into every Node process of a run in the lab, by NODE_OPTIONS. Two things a hosted runner has and a laptop has not:
// names below `.localhost` that resolve, and machines that die in the middle of a step.
import diagnostics from 'node:diagnostics_channel'
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'

const { lookup } = dns
dns.lookup = (name, options, callback) => lookup(isLocal(name) ? '127.0.0.1' : name, options, callback)
const { lookup: lookupAsync } = dns.promises
dns.promises.lookup = (name, options) => lookupAsync(isLocal(name) ? '127.0.0.1' : name, options)
syncBuiltinESMExports()

function isLocal(name) {
  return typeof name === 'string' && name.endsWith('.localhost')
}

const crash = process.env.MFE_LAB_CRASH ? JSON.parse(process.env.MFE_LAB_CRASH) : null
if (crash && isAction(crash.action)) arm(crash)

function isAction(name) {
  return (process.argv[1] ?? '').replaceAll('\\', '/').endsWith(`/${name}/dist/index.js`)
}

function arm({ at, request }) {
  if (at === 'start') die()
  if (at === 'end') process.on('exit', die)
  // Node's fetch and node:http tell of each request on these channels, before it is sent and when its answer begins.
  const before = at === 'before-request'
  diagnostics.subscribe(before ? 'undici:request:create' : 'undici:request:headers', ({ request: { method, path } }) => match(method, path))
  diagnostics.subscribe(before ? 'http.client.request.start' : 'http.client.response.finish', ({ request: { method, path } }) =>
    match(method, path),
  )
  function match(method, path) {
    if (at.endsWith('-request') && new RegExp(request).test(`${method} ${path}`)) die()
  }
}

/** No handler runs, no clean-up. With the machine goes the runner, which is the parent of every step. */
function die() {
  if (crash.machine) process.kill(process.ppid, 'SIGKILL')
  process.kill(process.pid, 'SIGKILL')
}
