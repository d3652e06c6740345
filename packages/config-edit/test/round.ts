import { isDeepStrictEqual } from 'node:util'
import { parseAllDocuments } from 'yaml'
import type { Edit } from '../src/api.ts'
import { editYaml } from '../src/edit.ts'
import { type Choices, type Model, randomDocument } from './random-document.ts'
import { randomEdit } from './random-edit.ts'

export interface Round {
  readonly source: string
  readonly edits: Edit[]
  readonly outcome: 'edited' | 'rightly-refused' | 'refused' | 'wrong' | 'bad-document'
  readonly detail: string
}

/** Makes a document and edits, applies them, and compares with a model that was edited without any text. */
export function playRound(choices: Choices): Round {
  const { text, model, shares } = randomDocument(choices)
  if (!sameModel(text, model)) return { source: text, edits: [], outcome: 'bad-document', detail: '' }
  const intended = structuredClone(model)
  const edits = Array.from({ length: 1 + choices.below(4) }, () => randomEdit(intended, choices))
  const result = editYaml(text, edits)
  if (!result.ok) {
    // Blank lines left behind a deleted entry become part of a `|+` scalar before it: rightly refused.
    const absorbed = text.includes('|+') && result.message.includes('an untouched value would change')
    const rightly = absorbed || (shares && /alias|anchor/.test(result.message))
    return { source: text, edits, outcome: rightly ? 'rightly-refused' : 'refused', detail: result.message }
  }
  const right = sameModel(result.text, intended)
  return { source: text, edits, outcome: right ? 'edited' : 'wrong', detail: result.text }
}

function sameModel(text: string, model: Model): boolean {
  // The parser trips over a list behind a byte order mark; the editor keeps the mark away from it, and so does this.
  const documents = parseAllDocuments(text.replace(/^\ufeff/, ''), { logLevel: 'silent' })
  const [document] = Array.isArray(documents) ? documents : []
  if (!document || document.errors.length > 0) return false
  return isDeepStrictEqual(document.toJS({ mapAsMap: true }), model)
}
