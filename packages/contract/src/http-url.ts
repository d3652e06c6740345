/** The URL in a text; null when it is none, or not of http or https. */
export function httpUrl(text: string): URL | null {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) ? url : null
}
