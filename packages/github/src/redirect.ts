type Fetch = typeof globalThis.fetch

const redirects = new Set([301, 302, 307, 308])
const mostHops = 3

/**
 * Follows redirects (renamed repositories) with the method and body kept: fetch itself would turn a redirected POST into a GET,
 * whose 200 looks like success. Another origin is never followed, since that would hand the token to it.
 */
export function followingRedirects(fetch: Fetch): Fetch {
  return async (input, init) => {
    let url = new URL(input instanceof Request ? input.url : input)
    for (let hop = 0; ; hop += 1) {
      const response = await fetch(url, { ...init, redirect: 'manual' })
      const next = redirectTarget(response, url)
      if (next === null) return response
      await response.body?.cancel()
      if (next.origin !== url.origin) throw new RedirectError(`redirected to another host, ${next.host}`)
      if (hop >= mostHops) throw new RedirectError(`redirected more than ${mostHops} times`)
      url = next
    }
  }
}

/** A redirect that is not followed. */
export class RedirectError extends Error {
  override readonly name = 'RedirectError'
}

/** Where a redirect points to; null for every other answer. */
export function redirectTarget(response: Response, base: URL): URL | null {
  const location = response.headers.get('location')
  if (!redirects.has(response.status) || location === null || !URL.canParse(location, base.href)) return null
  return new URL(location, base)
}
