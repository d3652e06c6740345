import { type Document, isScalar, type Node, parseAllDocuments } from 'yaml'
import { depthLimit } from './json-value.ts'
import { Reader } from './node-reader.ts'
import { type BlockReading, type Earlier, readBlocks } from './read-blocks.ts'
import { Refusal } from './refusal.ts'
import type { Source } from './source.ts'

/** One document of a stream. */
export interface SourceDocument {
  /** `undefined` when the document holds nothing but comments. */
  readonly root: Source | undefined
  /** Offset at which content may be written into an empty document. */
  readonly contentEnd: number
}

/** A file as it was read. */
export interface Reading {
  readonly documents: readonly SourceDocument[]
  /** What a large file was read from, block by block. */
  readonly blocks?: BlockReading | undefined
}

export interface ReadOptions {
  /** Lines that a block should have, at least; smaller files are parsed as a whole. */
  readonly lines: number
  readonly earlier?: Earlier | undefined
}

/** Parses every document of the text; refuses what does not parse without error. */
export function readYaml(text: string, options: ReadOptions): Reading {
  const blocks = readBlocks(text, parseText, options)
  return blocks ? { documents: [{ root: blocks.root, contentEnd: text.length }], blocks } : { documents: readWhole(text) }
}

/** Without regard to blocks: for small files, for all that is not one large block map or list, and to say what is wrong. */
export function readWhole(text: string): SourceDocument[] {
  const parsed = parseText(text)
  if (parsed.length === 0) return [{ root: undefined, contentEnd: text.length }]
  return parsed.map((document) => {
    const problem = document.errors[0]
    if (problem?.message.includes('call stack')) throw new Refusal([], `The file is nested deeper than ${depthLimit} levels.`)
    if (problem)
      throw new Refusal([], `The file is not valid YAML: ${problem.message} (line ${text.slice(0, problem.pos[0]).split('\n').length}).`)
    const { contents } = document
    const root = contents && !isEmpty(contents) ? new Reader().read(contents, []) : undefined
    return { root, contentEnd: document.range[1] }
  })
}

function parseText(text: string): Document.Parsed[] {
  // The parser's own check for duplicate keys compares each key with each other: quadratic. The reader has its own.
  const options = { keepSourceTokens: true, uniqueKeys: false, intAsBigInt: true, logLevel: 'silent', prettyErrors: false } as const
  const parsed = parseAllDocuments(text, options)
  return Array.isArray(parsed) ? parsed : []
}

function isEmpty(node: Node): boolean {
  return isScalar(node) && node.value === null && node.source === '' && !node.anchor && !node.tag
}
