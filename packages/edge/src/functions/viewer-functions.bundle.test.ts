import { readFileSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import type { ViewerEvent, ViewerRequest, ViewerResponse } from './viewer-event.ts'

/** Globals of the engine that CloudFront's documentation names for runtime 2.0, as far as ECMAScript has them. */
const known = `Object Function Array String Boolean Number Math Date RegExp JSON Promise Symbol Error EvalError RangeError ReferenceError
  SyntaxError TypeError URIError parseInt parseFloat isNaN isFinite decodeURI decodeURIComponent encodeURI encodeURIComponent NaN Infinity
  undefined globalThis ArrayBuffer DataView Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array`
const bundle = (name: string) => readFileSync(new URL(`../../dist/${name}/index.js`, import.meta.url), 'utf8')

/** The global function `handler` of a bundle, in an engine with no module, no network, no timer and no code from strings. */
function load<T>(name: string, random: number): (event: Partial<ViewerEvent>) => T {
  const context = createContext({}, { codeGeneration: { strings: false, wasm: false } })
  const forget = `for (const name of Object.getOwnPropertyNames(globalThis)) if (!${JSON.stringify(known.split(/\s+/))}.includes(name)) delete globalThis[name]`
  runInContext(`${forget}; Math.random = () => ${random}`, context)
  runInContext(bundle(name), context)
  return (event) => JSON.parse(runInContext(`JSON.stringify(handler(${JSON.stringify(event)}))`, context))
}

const ask = (cookies: ViewerRequest['cookies'], random = 0) =>
  load<ViewerRequest & { uri: string }>('viewer-request', random)({ request: { cookies } })
const answer = (headers: Record<string, string>, cookies?: ViewerResponse['cookies']) => {
  const response = { headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { value }])) }
  const event = { request: { cookies: {} }, response: cookies === undefined ? response : { ...response, cookies } }
  return load<ViewerResponse>('viewer-response', 0)(event)
}

describe('the function for requests of viewers', () => {
  it('release case 24: gives each of the hundred buckets to one of a hundred random numbers, and forwards it as a cookie', () => {
    const given = Array.from({ length: 100 }, (_, at) => ask({ theme: { value: 'dark' } }, (at + 0.5) / 100).cookies)
    expect(given).toEqual(given.map((_, bucket) => ({ theme: { value: 'dark' }, 'mfe-bucket': { value: String(bucket) } })))
  })

  it.each(['0', '7', '99', 'stable', 'canary'])('leaves the bucket %s to who has it', (value) => {
    expect(ask({ 'mfe-bucket': { value } }, 0.5).cookies).toEqual({ 'mfe-bucket': { value } })
  })

  it.each(['', '100', '-1', '007', 'both', '1 or 1=1'])('replaces %j, which is no bucket', (value) => {
    expect(ask({ 'mfe-bucket': { value } }, 0.5).cookies).toEqual({ 'mfe-bucket': { value: '50' } })
  })
})

describe('the function for responses to viewers', () => {
  const shared = {
    'content-type': 'text/javascript',
    'cache-control': 'public, max-age=0, s-maxage=60, must-revalidate',
    vary: 'accept-encoding',
  }

  it('leaves answers alone that are the same for everybody', () => {
    expect(answer(shared, {})).toEqual({ headers: { ...toValues(shared) }, cookies: {} })
  })

  it('makes an answer of a canary private, and lets the visitor keep the bucket that it was made for', () => {
    const { headers, cookies } = answer({ ...shared, 'x-mfe-canary-bucket': '37' })
    expect(headers).toEqual(
      toValues({ ...shared, 'cache-control': 'private, max-age=0, must-revalidate', vary: 'accept-encoding, cookie' }),
    )
    expect(cookies).toEqual({ 'mfe-bucket': { value: '37', attributes: 'Path=/; Max-Age=31536000; SameSite=Lax; Secure' } })
  })

  it.each(['stable', 'canary'])('sets no cookie for a tester who wishes for %s', (bucket) => {
    const { headers, cookies } = answer({ 'x-mfe-canary-bucket': bucket }, { other: { value: '1' } })
    expect([headers, cookies]).toEqual([toValues({ 'cache-control': 'private', vary: 'cookie' }), { other: { value: '1' } }])
  })
})

function toValues(headers: Record<string, string>): ViewerResponse['headers'] {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { value }]))
}
