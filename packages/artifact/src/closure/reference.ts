/** Where a reference leads: a file or folder of the artifact, out of it, or to something that is not part of it at all. */
export type Destination = { kind: 'file' | 'folder'; path: string } | { kind: 'outside' } | { kind: 'elsewhere' }

const ELSEWHERE: Destination = { kind: 'elsewhere' }

/**
 * Resolves a reference as a browser does, from the file that holds it. Absolute addresses, also those from the root of a host, are not
 * the artifact's: where it will be served is not its to know.
 */
export function destinationOf(reference: string, from: string): Destination {
  const address = reference
    .trim()
    .replaceAll(/[\t\n\r]/g, '')
    .split(/[?#]/, 1)[0]!
  if (address === '' || address.startsWith('/') || address.startsWith('\\') || /^[a-z][a-z0-9+.-]*:/i.test(address)) return ELSEWHERE
  const segments = from.split('/').slice(0, -1)
  for (const segment of address.split('/')) {
    const name = decoded(segment)
    if (name === '..') {
      if (segments.pop() === undefined) return { kind: 'outside' }
    } else if (name !== '.' && name !== '') segments.push(name)
  }
  return { kind: /(?:^|\/)\.{0,2}$/.test(address) ? 'folder' : 'file', path: segments.join('/') }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
