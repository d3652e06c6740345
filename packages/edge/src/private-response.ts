// Also part of the viewer functions: see bucket.ts for what their engine lacks.

/** Cache-Control of an answer that is for some visitors only: browsers may keep it, caches that visitors share may not. */
export function privateCacheControl(cacheControl: string): string {
  const kept = cacheControl
    .split(',')
    .map((directive) => directive.trim())
    .filter(
      (directive) => directive !== '' && !/^(?:public|private|proxy-revalidate|s-maxage=.*|stale-while-revalidate=.*)$/i.test(directive),
    )
  return ['private'].concat(kept).join(', ')
}

/** Vary of such an answer. */
export function varyByCookie(vary: string | undefined): string {
  return vary === undefined || vary === '' ? 'cookie' : vary + ', cookie'
}
