import { describe, expect, it } from 'vitest'
import { eventHeaders, originRequest } from '../../test/origin-event.ts'
import { type AnswerNote, withNote } from './answer-note.ts'
import { answerFromOrigin } from './origin-response-handler.ts'

const stored = {
  'content-type': 'text/javascript; charset=utf-8',
  'cache-control': 'public, max-age=0, s-maxage=60, must-revalidate',
  'x-amz-meta-cache-tag': 'cart',
}

function answer(note: AnswerNote | null, status = '200', headers: Readonly<Record<string, string>> = stored) {
  const request = originRequest('/cart/1.0.0/entry.js').Records[0]!.cf.request
  const noted = note === null ? request : { ...request, headers: withNote(request.headers, note) }
  return answerFromOrigin({ Records: [{ cf: { request: noted, response: { status, headers: eventHeaders(headers) } } }] })
}
const headerOf = (response: ReturnType<typeof answer>, name: string) => response.headers[name]?.[0]?.value

describe('the function behind the origin', () => {
  it('adds the headers of the edge to those that the bucket keeps', () => {
    const response = answer({ headers: { 'x-mfe-version': '1.0.0', vary: 'accept-encoding' } })
    expect(response.status).toBe('200')
    expect(Object.keys(response.headers).toSorted()).toEqual([
      'cache-control',
      'content-type',
      'vary',
      'x-amz-meta-cache-tag',
      'x-mfe-version',
    ])
    expect(headerOf(response, 'cache-control')).toBe(stored['cache-control'])
  })

  it.each([
    [stored['cache-control'], 'public, max-age=0, must-revalidate, s-maxage=1'],
    ['public, max-age=600', 'public, max-age=600, s-maxage=1'],
    ['no-cache', 'no-cache'],
    ['public, s-maxage=1', 'public, s-maxage=1'],
    ['public, max-age=31536000, immutable', 'public, max-age=31536000, immutable'],
  ])('caps %j of what rests on an older row as %j', (cacheControl, capped) => {
    const response = answer({ headers: {}, sharedSeconds: 1 }, '200', { ...stored, 'cache-control': cacheControl })
    expect(headerOf(response, 'cache-control')).toBe(capped)
  })

  it('says that pinned paths are for ever, whatever the row', () => {
    const forEver = 'public, max-age=31536000, immutable'
    expect(headerOf(answer({ headers: { 'cache-control': forEver }, sharedSeconds: 1 }), 'cache-control')).toBe(forEver)
  })

  it.each(['403', '404', '500', '503'])('answers in plain text where the bucket says %s: the manifest knew the file', (status) => {
    const response = answer({ headers: { 'x-mfe-version': '1.0.0' } }, status, { 'content-type': 'application/xml', via: '1.1 x' })
    expect([response.status, headerOf(response, 'content-type'), headerOf(response, 'via')]).toEqual([
      '503',
      'text/plain; charset=utf-8',
      '1.1 x',
    ])
    expect(response.body).toMatch(/does not answer/)
  })

  it.each(['206', '304', '412', '416'])('leaves %s as it is', (status) => {
    expect(answer({ headers: {} }, status).status).toBe(status)
  })

  it('leaves answers alone that the other function did not ask for', () => {
    expect(answer(null, '404', stored)).toEqual({ status: '404', headers: eventHeaders(stored) })
  })
})
