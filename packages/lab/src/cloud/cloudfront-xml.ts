/** An invalidation as CloudFront's XML says it. */
export interface InvalidationBatch {
  readonly callerReference: string
  readonly quantity: number
  readonly items: readonly string[]
}

export interface InvalidationView extends InvalidationBatch {
  readonly id: string
  readonly createdAt: string
  readonly status: 'InProgress' | 'Completed'
}

const NAMESPACE = 'http://cloudfront.amazonaws.com/doc/2020-05-31/'

/** Reads an InvalidationBatch, whose elements never repeat a name at different depths; null when one is missing. */
export function readBatch(xml: string): InvalidationBatch | null {
  const callerReference = /<CallerReference>([^<]*)<\/CallerReference>/.exec(xml)?.[1]
  const quantity = /<Quantity>(\d+)<\/Quantity>/.exec(xml)?.[1]
  if (callerReference === undefined || callerReference === '' || quantity === undefined) return null
  const items = [...xml.matchAll(/<Path>([^<]*)<\/Path>/g)].map(([, path = '']) => plain(path))
  return { callerReference: plain(callerReference), quantity: Number(quantity), items }
}

export function invalidationXml({ id, createdAt, status, callerReference, items }: InvalidationView): string {
  const paths = items.map((item) => `<Path>${marked(item)}</Path>`).join('')
  const batch = `<Paths><Quantity>${items.length}</Quantity><Items>${paths}</Items></Paths><CallerReference>${marked(callerReference)}</CallerReference>`
  const fields = `<Id>${id}</Id><Status>${status}</Status><CreateTime>${createdAt}</CreateTime>`
  return `<?xml version="1.0"?>\n<Invalidation xmlns="${NAMESPACE}">${fields}<InvalidationBatch>${batch}</InvalidationBatch></Invalidation>`
}

export function errorXml(code: string, message: string): string {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${marked(message)}</Message></Error>`
  return `<?xml version="1.0"?>\n<ErrorResponse xmlns="${NAMESPACE}">${error}<RequestId>lab</RequestId></ErrorResponse>`
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function plain(text: string): string {
  return text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (whole, hex?: string, decimal?: string, name?: string) =>
    name === undefined
      ? String.fromCodePoint(Number.parseInt(hex ?? decimal ?? '0', hex === undefined ? 10 : 16))
      : (entities[name] ?? whole),
  )
}

function marked(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`)
}
