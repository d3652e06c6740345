import type { Edit, EditOptions, EditResult, JsonValue } from './api.ts'
import { applyEdit } from './apply-edit.ts'
import { listChanges } from './change.ts'
import { type Draft, draftToJson, fresh } from './draft.ts'
import { checkJsonValue } from './json-value.ts'
import { applyPatches, orderPatches, type Patch } from './patch.ts'
import { patchValue } from './patch-value.ts'
import { proveBytes, proveModel, unproven } from './proof.ts'
import { type ReadOptions, readYaml, type SourceDocument } from './read-yaml.ts'
import { formatPath, Refusal } from './refusal.ts'
import { detectStyle, type Style } from './style.ts'
import { needsBlock, writeBlock, writeFlow } from './write-value.ts'

const defaultMaxLength = 16 * 1024 * 1024

/** Applies the edits to the text of a YAML or JSON file and changes no other byte, or refuses with a reason. */
export function editYaml(source: string, edits: readonly Edit[], options: EditOptions = {}): EditResult {
  return editInBlocks(source, edits, options, 32)
}

/** The same with blocks of another size, so that tests can compare: the size must never show in the result. */
export function editInBlocks(source: string, edits: readonly Edit[], options: EditOptions, lines: number): EditResult {
  try {
    return { ok: true, ...edit(source, edits, options, lines) }
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof RangeError)) throw error
    // Only the file in one piece has the last word on what is wrong with it: the parser lets some invalid text pass, and blocks may differ there.
    if (lines < Number.POSITIVE_INFINITY) return editInBlocks(source, edits, options, Number.POSITIVE_INFINITY)
    return refused(error instanceof Refusal ? error : new Refusal([], 'The file is nested too deeply.'))
  }
}

function refused(refusal: Refusal): EditResult {
  const path = formatPath(refusal.path)
  return { ok: false, code: 'edit-refused', message: path === '' ? refusal.message : `${path}: ${refusal.message}`, path }
}

function edit(file: string, edits: readonly Edit[], options: EditOptions, lines: number) {
  checkText(file, options)
  const mark = file.startsWith('\ufeff') ? '\ufeff' : ''
  const text = file.slice(mark.length)
  const json = isJson(text, options)
  const reading = readYaml(text, { lines })
  const { documents } = reading
  const index = chooseDocument(documents, options)
  const document = documents[index] as SourceDocument
  const draft = draftDocument(document, edits, options)
  if (draft === undefined || draft.kind === 'kept') return { text: file, changes: [] }

  const patches = orderPatches(text, planPatches(text, document, draft, detectStyle(text, document.root, json)))
  const edited = applyPatches(text, patches)
  proveBytes(text, edited, patches)
  const proof = readAgain(edited, json, { lines, earlier: reading.blocks && { text, blocks: reading.blocks, patches } })
  proveModel(
    documents.map((other, i): Draft | undefined => (i === index ? draft : other.root && { kind: 'kept', source: other.root })),
    proof,
  )
  const root = proof[index]?.root
  return { text: mark + edited, changes: root ? listChanges(draft, root, { before: text, after: edited }) : [] }
}

function checkText(file: string, options: EditOptions): void {
  const limit = options.maxLength ?? defaultMaxLength
  if (file.length > limit) throw new Refusal([], `The file has ${file.length} characters; allowed are ${limit}.`)
  if (/\r(?!\n)/.test(file))
    throw new Refusal([], 'The file holds a carriage return without line feed; some readers see a line break there and some do not.')
}

function isJson(text: string, options: EditOptions): boolean {
  if (options.format === 'yaml') return false
  if (options.format !== 'json' && !/^\s*[[{]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    if (options.format !== 'json') return false
    throw new Refusal([], `The file is not valid JSON: ${(error as Error).message}`)
  }
}

/** A result that does not parse is a reason to refuse, not a fault of the file. */
function readAgain(text: string, json: boolean, options: ReadOptions): readonly SourceDocument[] {
  try {
    if (json) JSON.parse(text)
    return readYaml(text, options).documents
  } catch (error) {
    throw unproven([], `the result would not parse (${(error as Error).message})`)
  }
}

function chooseDocument(documents: readonly SourceDocument[], options: EditOptions): number {
  if (options.document === undefined && documents.length > 1) {
    throw new Refusal([], `The file holds ${documents.length} documents; say which one to edit (0 to ${documents.length - 1}).`)
  }
  const index = options.document ?? 0
  if (documents[index]) return index
  throw new Refusal([], `There is no document ${index}; the file holds ${documents.length}.`)
}

function draftDocument(document: SourceDocument, edits: readonly Edit[], options: EditOptions): Draft | undefined {
  let draft: Draft | undefined = document.root && { kind: 'kept', source: document.root }
  for (const edit of edits) {
    if (edit.value !== undefined) checkJsonValue(edit.value, edit.path)
    else if (!draft) continue
    draft = applyEdit(draft ?? fresh(null), edit, options)
  }
  return draft
}

function planPatches(text: string, document: SourceDocument, draft: Draft, style: Style): Patch[] {
  const patches: Patch[] = []
  const { root } = document
  if (root) {
    // The root stands in a slot of its own, as if behind a dash.
    patchValue({ start: root.start, head: root.start, comma: -1, value: root }, draft, false, { text, style, patches })
    return patches
  }
  const value = draftToJson(draft) as JsonValue
  const written = needsBlock(value) ? writeBlock(value, 0, style) : writeFlow(value, style)
  const ownLine = document.contentEnd === 0 || text[document.contentEnd - 1] === '\n'
  const at =
    ownLine || text[document.contentEnd] === undefined ? document.contentEnd : text.indexOf('\n', document.contentEnd) + 1 || text.length
  const broken = at === 0 || text[at - 1] === '\n' ? '' : style.eol
  return [{ start: at, end: at, text: broken + written + style.eol }]
}
