import { isDeepStrictEqual } from 'node:util'
import { parseAllDocuments } from 'yaml'
import type { Edit, EditOptions } from '../src/api.ts'
import { editInBlocks, editYaml } from '../src/edit.ts'
import { readWhole, readYaml } from '../src/read-yaml.ts'
import { Refusal } from '../src/refusal.ts'
import { type Choices, copyModel, type Model, pick, randomDocument, randomScalar } from './random-document.ts'
import { randomEdit, toJsonValue } from './random-edit.ts'

export interface Round {
  readonly source: string
  readonly edits: Edit[]
  readonly options: EditOptions
  readonly outcome: 'edited' | 'rightly-refused' | 'refused' | 'wrong' | 'bad-document' | 'noise-edited' | 'noise-refused'
  readonly detail: string
}

/** Makes a document and edits, applies them, and compares with a model that was edited without any text. */
export function playRound(choices: Choices): Round {
  const { text: alone, model, shares } = randomDocument(choices)
  const many = choices.below(6) === 5 && !/^(?:\ufeff|%|---)/.test(alone)
  const text = many ? `a: first\n---\n${alone}${alone.endsWith('\n') ? '' : '\n'}---\n- last\n` : alone
  const around = (inner: Model): Model[] => (many ? [new Map([['a', 'first']]), inner, ['last']] : [inner])
  const options: EditOptions = { ...(many ? { document: 1 } : {}), shared: choices.below(2) === 1 ? 'detach' : 'refuse' }
  if (!sameModels(text, around(model))) return { source: text, edits: [], options, outcome: 'bad-document', detail: '' }
  const intended = copyModel(model)
  const edits = Array.from({ length: 1 + choices.below(4) }, () => randomEdit(intended, choices))
  const result = editYaml(text, edits, options)
  const round = { source: text, edits, options }
  if (!isReadAlike(text)) return { ...round, outcome: 'wrong', detail: 'in small blocks it reads differently' }
  if (!isDeepStrictEqual(editInBlocks(text, edits, options, 1), result))
    return { ...round, outcome: 'wrong', detail: 'in small blocks the result differs' }
  if (!result.ok) {
    // Blank lines left behind a deleted entry become part of a `|+` scalar before it: rightly refused.
    const absorbed = text.includes('|+') && result.message.includes('an untouched value would change')
    const rightly = absorbed || (shares && /alias|anchor|shared/.test(result.message))
    return { ...round, outcome: rightly ? 'rightly-refused' : 'refused', detail: result.message }
  }
  const right = sameModels(result.text, around(intended))
  return { ...round, outcome: right ? 'edited' : 'wrong', detail: result.text }
}

const noise = [...'ab: \n-{}[],"\'#&*!|>?\t%1<', '\n  ', '\n- ', '\r\n', '\ufeff', '---\n', '...\n', ': ', '&n1 ', '*n1']

/** Damages a document and edits it: whatever it is now, it is edited or refused, by blocks as in one piece. */
export function playNoise(choices: Choices): Round {
  let source = randomDocument(choices).text
  for (let damages = 1 + choices.below(4); damages > 0; damages--) {
    const at = choices.below(source.length + 1)
    source = source.slice(0, at) + pick(choices, ['', ...noise]) + source.slice(at + choices.below(3))
  }
  const edits = [{ path: [pick(choices, ['a', 'version', 'fresh', 0])], value: toJsonValue(randomScalar(choices)) }]
  const result = editYaml(source, edits)
  const same = isReadAlike(source) && isDeepStrictEqual(editInBlocks(source, edits, {}, 1), result)
  const outcome = !same ? 'wrong' : result.ok ? 'noise-edited' : 'noise-refused'
  return { source, edits, options: {}, outcome, detail: same ? '' : 'in small blocks the result differs' }
}

/** What is read block by block, most of it without the parser, is what the parser reads from the whole: every value, style and offset. */
function isReadAlike(source: string): boolean {
  const text = source.replace(/^\ufeff/, '')
  // Refused before anything is read.
  if (/\r(?!\n)/.test(text)) return true
  const reading = readOrNull(() => readYaml(text, { lines: 1 }))
  if (!reading?.blocks) return true
  return isDeepStrictEqual(reading.documents[0]?.root, readOrNull(() => readWhole(text))?.[0]?.root)
}

function readOrNull<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof Refusal || error instanceof RangeError) return null
    throw error
  }
}

function sameModels(text: string, models: Model[]): boolean {
  // The parser trips over a list behind a byte order mark; the editor keeps the mark away from it, and so does this.
  const documents = parseAllDocuments(text.replace(/^\ufeff/, ''), { logLevel: 'silent' })
  if (!Array.isArray(documents) || documents.length !== models.length || documents.some((document) => document.errors.length > 0))
    return false
  return documents.every((document, index) => isDeepStrictEqual(document.toJS({ mapAsMap: true }), models[index]))
}
