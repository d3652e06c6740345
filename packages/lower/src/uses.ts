import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'

/** One `uses:` of a workflow or an action file, with the bytes it stands on. */
export interface Uses {
  readonly value: string
  readonly line: number
  /** A job calls a reusable workflow; a step runs an action. */
  readonly kind: 'job' | 'step'
  /** Offsets of the value in the text, quotes included. */
  readonly start: number
  readonly end: number
  readonly style: 'plain' | 'single' | 'double' | 'block' | 'alias'
}

export type FoundUses = { ok: true; uses: Uses[] } | { ok: false; line: number | null; message: string }

/** Below these keys `uses` is somebody's own input or variable, not a reference. */
const valueKeys = new Set(['with', 'env', 'secrets', 'inputs', 'outputs', 'defaults', 'strategy', 'concurrency', 'permissions'])

const styles: Record<string, Uses['style']> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_FOLDED: 'block',
  BLOCK_LITERAL: 'block',
}

/** Every `uses:` of one workflow file or action.yml, in the order of the text. */
export function findUses(text: string): FoundUses {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, schema: 'core', uniqueKeys: true })
  const error = document.errors[0]
  if (error !== undefined)
    return { ok: false, line: error.linePos?.[0].line ?? null, message: `not readable as YAML: ${firstLine(error.message)}` }
  const found: Uses[] = []
  walk(document.contents, [], (node, path) => {
    const value = isAlias(node) ? node.resolve(document) : node
    if (!isScalar(value) || typeof value.value !== 'string' || !node.range) return
    found.push({
      value: value.value,
      line: lines.linePos(node.range[0]).line,
      kind: path.length === 2 && path[0] === 'jobs' ? 'job' : 'step',
      start: node.range[0],
      end: node.range[1],
      style: isAlias(node) ? 'alias' : (styles[value.type ?? 'PLAIN'] ?? 'plain'),
    })
  })
  return { ok: true, uses: found.sort((a, b) => a.start - b.start) }
}

function walk(node: unknown, path: readonly string[], found: (node: Node, path: readonly string[]) => void): void {
  if (isSeq(node)) for (const item of node.items) walk(item, [...path, '[]'], found)
  if (!isMap(node)) return
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : ''
    if (name === 'uses' && path.length > 0 && (isScalar(value) || isAlias(value))) found(value, path)
    else if (!(valueKeys.has(name) && path.length > 0 && path.at(-1) !== 'jobs')) walk(value, [...path, name], found)
  }
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message
}
