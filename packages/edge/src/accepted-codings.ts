/** A content coding that the store may hold a variant in. */
export type Coding = 'br' | 'gzip'

// Brotli is the smaller one; where a client likes both alike it gets that.
const KNOWN: readonly Coding[] = ['br', 'gzip']

/** The codings that an Accept-Encoding header allows, best first (RFC 9110, section 12.5.3). Without the header: none, to be safe. */
export function acceptedCodings(header: string | string[] | undefined): Coding[] {
  const weights = new Map([header ?? []].flat().join(',').split(',').map(readItem))
  const weightOf = (coding: Coding) =>
    weights.get(coding) ?? (coding === 'gzip' ? weights.get('x-gzip') : undefined) ?? weights.get('*') ?? 0
  const identity = weights.get('identity') ?? 0
  return KNOWN.filter((coding) => weightOf(coding) > 0 && weightOf(coding) >= identity).sort((a, b) => weightOf(b) - weightOf(a))
}

function readItem(item: string): [string, number] {
  const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase())
  const weight = parameters.find((parameter) => parameter.startsWith('q='))
  const value = weight === undefined ? 1 : Number(weight.slice(2))
  return [name, Number.isFinite(value) ? value : 0]
}
