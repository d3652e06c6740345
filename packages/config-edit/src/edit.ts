import { isScalar, LineCounter, parseDocument } from 'yaml'
import type { Edit, EditOptions, EditResult } from './api.ts'

/** Applies the edits to the text of a YAML or JSON file and changes no other byte, or refuses with a reason. */
export function editYaml(source: string, edits: readonly Edit[], _options: EditOptions = {}): EditResult {
  const lineCounter = new LineCounter()
  const doc = parseDocument(source, { lineCounter })
  let text = source
  const changes = []
  const found = edits.map((edit) => ({ edit, node: doc.getIn(edit.path as (string | number)[], true) }))
  for (const { edit, node } of found.sort((a, b) => start(b.node) - start(a.node))) {
    const path = edit.path.join('.')
    if (!isScalar(node) || !node.range) return { ok: false, code: 'edit-refused', message: `${path}: no such value.`, path }
    if (node.value === edit.value) continue
    const quoted = JSON.stringify(edit.value)
    text = text.slice(0, node.range[0]) + quoted + text.slice(node.range[1])
    changes.unshift({ path, from: node.value, to: edit.value, line: lineCounter.linePos(node.range[0]).line })
  }
  return { ok: true, text, changes }
}

function start(node: unknown): number {
  return isScalar(node) && node.range ? node.range[0] : -1
}
