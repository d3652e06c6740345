import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node, type Scalar, type YAMLMap } from 'yaml'

/** Something in a YAML file that this project does not accept. */
export interface YamlRefusal {
  path: readonly string[]
  line: number | null
  summary: string
  seenText?: string
  allowed?: string
  remedy: string
}

/** Where a value stands; `written` is the text of a plain scalar, which may look like a string and be none. */
export interface Place {
  line: number
  written: string | null
}

export interface Conversion {
  readonly text: string
  readonly document: Document
  readonly lines: LineCounter
  readonly isStrict: boolean
  readonly places: Map<string, Place>
  readonly refusals: YamlRefusal[]
  nodes: number
}

const limits = { depth: 20, nodes: 20_000 }

/** Words that YAML 1.1 reads as true or false, and YAML 1.2 as text. */
const switchWord = /^(?:y|yes|n|no|on|off)$/i

/** The node as plain data; whatever is refused on the way is noted in the conversion. */
export function convertNode(conversion: Conversion, node: Node | null, path: string[], depth = 0): unknown {
  const line = node ? lineAt(conversion, node) : null
  conversion.nodes += 1
  if (depth > limits.depth || conversion.nodes > limits.nodes) {
    if (conversion.nodes <= limits.nodes + 1)
      refuse(conversion, { path, line, summary: 'The file is too large or too deeply nested.', remedy: 'Make the file smaller.' })
    conversion.nodes = limits.nodes + 1
    return null
  }
  if (node === null) return null
  if (line !== null) notePlace(conversion, path, { line, written: writtenText(conversion, node) })
  refuseProperties(conversion, node, path)
  if (isAlias(node))
    return convertNode(conversion, conversion.isStrict ? null : (node.resolve(conversion.document) ?? null), path, depth + 1)
  if (isSeq(node)) return node.items.map((item, index) => convertNode(conversion, item as Node, [...path, String(index)], depth + 1))
  if (isMap(node)) return convertMap(conversion, node, path, depth)
  return isScalar(node) ? convertScalar(conversion, node, path) : null
}

function convertMap(conversion: Conversion, map: YAMLMap, path: string[], depth: number): Record<string, unknown> {
  const data: Record<string, unknown> = Object.create(null)
  for (const { key, value } of map.items) {
    const name = convertKey(conversion, key as Node | null, path)
    if (name === null) continue
    if (Object.hasOwn(data, name)) {
      refuse(conversion, {
        path: [...path, name],
        line: lineAt(conversion, key as Node),
        summary: 'The key is there more than once.',
        remedy: 'Keep one of them.',
      })
    }
    notePlace(conversion, [...path, name], { line: lineAt(conversion, key as Node) ?? 1, written: null })
    data[name] = convertNode(conversion, value as Node | null, [...path, name], depth + 1)
  }
  return data
}

function convertKey(conversion: Conversion, key: Node | null, path: string[]): string | null {
  const name = isScalar(key) ? convertScalar(conversion, key, path) : null
  if (key) refuseProperties(conversion, key, path)
  if (typeof name === 'string') return name
  const seenText = key ? writtenText(conversion, key) : null
  refuse(conversion, {
    path,
    line: key ? lineAt(conversion, key) : null,
    summary: 'A key is not a string.',
    ...(seenText === null ? {} : { seenText }),
    remedy: 'Write the key in quotes.',
  })
  return null
}

function convertScalar(conversion: Conversion, scalar: Scalar, path: string[]): unknown {
  const written = writtenText(conversion, scalar)
  if (written === null) return scalar.value
  const line = lineAt(conversion, scalar)
  if (typeof scalar.value === 'number' && !/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(written)) {
    const summary = 'The number is written in a way that not every reader of YAML understands as this one.'
    refuse(conversion, {
      path,
      line,
      summary,
      seenText: written,
      allowed: 'plain decimal digits',
      remedy: 'Write it in decimal digits, or in quotes when it is text.',
    })
  }
  if (conversion.isStrict && switchWord.test(written)) {
    const summary = 'Older readers of YAML take this word for true or false.'
    refuse(conversion, {
      path,
      line,
      summary,
      seenText: written,
      allowed: 'true, false, or the word in quotes',
      remedy: `Write true or false, or "${written}" when it is text.`,
    })
  }
  return scalar.value
}

function refuseProperties(conversion: Conversion, node: Node, path: string[]): void {
  const line = lineAt(conversion, node)
  const anchor = isAlias(node) ? `*${node.source}` : 'anchor' in node && node.anchor ? `&${node.anchor}` : null
  if (conversion.isStrict && anchor !== null) {
    refuse(conversion, {
      path,
      line,
      summary: 'Anchors and aliases are not allowed in this file.',
      seenText: anchor,
      remedy: 'Write the value out.',
    })
  }
  if (node.tag !== undefined) {
    refuse(conversion, {
      path,
      line,
      summary: 'Tags are not allowed.',
      seenText: node.tag,
      remedy: 'Remove the tag, and write text in quotes.',
    })
  }
}

/** The text of a plain scalar, null for everything else. */
function writtenText({ text }: Conversion, node: Node): string | null {
  return isScalar(node) && node.type === 'PLAIN' && node.range ? text.slice(node.range[0], node.range[1]) : null
}

function lineAt({ lines }: Conversion, node: Node): number | null {
  return node.range ? lines.linePos(node.range[0]).line : null
}

function refuse(conversion: Conversion, refusal: YamlRefusal): void {
  conversion.refusals.push(refusal)
}

/** A value stands at its key, and an alias where it is written. */
function notePlace({ places }: Conversion, path: string[], place: Place): void {
  const key = JSON.stringify(path)
  places.set(key, { line: places.get(key)?.line ?? place.line, written: place.written })
}
