import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml'
import { type Conversion, convertNode, type Place, type YamlRefusal } from './yaml-conversion.ts'

/** A YAML value as plain data, with the place of each value in the file. */
export interface YamlText {
  value: unknown
  placeOf(path: readonly string[]): Place
}

export type ReadYaml = { ok: true; yaml: YamlText } | { ok: false; refusals: YamlRefusal[] }

export interface YamlOptions {
  /** Only the value at this path is read; the rest of the file belongs to somebody else. */
  key: readonly string[]
  /** Files that are ours alone: no anchors, and no words that YAML 1.1 reads as true or false. */
  isStrict: boolean
  characters: number
}

/** A text that was parsed, for values to be read from it, or why it cannot be. */
export type OpenYaml =
  | { readonly ok: true; readonly text: string; readonly document: Document; readonly lines: LineCounter }
  | { readonly ok: false; readonly refusals: YamlRefusal[] }

/** Reads one YAML 1.2 document as data without prototypes; refuses what two readers could understand differently. */
export function readYaml(source: string | OpenYaml, options: YamlOptions): ReadYaml {
  const open = typeof source === 'string' ? openYaml(source, options.characters) : source
  if (!open.ok) return open
  const { text, document, lines } = open
  const conversion: Conversion = { text, document, lines, isStrict: options.isStrict, places: new Map(), refusals: [], nodes: 0 }
  const node = descend(conversion, document, options.key)
  const value = conversion.refusals.length > 0 ? null : convertNode(conversion, node, [...options.key])
  if (conversion.refusals.length > 0) return { ok: false, refusals: conversion.refusals.slice(0, 20) }
  return { ok: true, yaml: { value, placeOf: (path) => nearestPlace(conversion, [...options.key, ...path]) } }
}

/** Parses a text once, for several values to be read from it. */
export function openYaml(text: string, characters: number): OpenYaml {
  const refusal = refuseSize(text, characters)
  if (refusal) return { ok: false, refusals: [refusal] }
  const lines = new LineCounter()
  // Repeated keys are looked for while converting: the library's own search takes quadratic time.
  const document = parseDocument(text, {
    version: '1.2',
    lineCounter: lines,
    schema: 'core',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  })
  const syntax = [...document.errors, ...document.warnings].slice(0, 3).map((error) => refuseSyntax(text, error))
  return syntax.length > 0 ? { ok: false, refusals: syntax } : { ok: true, text, document, lines }
}

function refuseSize(text: string, characters: number): YamlRefusal | null {
  if (text.length > characters) {
    const size = { seenText: `${text.length} characters`, allowed: `at most ${characters} characters` }
    return { path: [], line: null, summary: 'The file is too large.', ...size, remedy: 'Make the file smaller.' }
  }
  return isTooDeep(text)
    ? { path: [], line: null, summary: 'The file is too deeply nested.', allowed: 'at most 20 levels', remedy: 'Make the file flatter.' }
    : null
}

/** A cheap bound that keeps the recursive parser from running into the end of its stack; the exact limit is kept while converting. */
function isTooDeep(text: string): boolean {
  let open = 0
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    open += bracket === '[' || bracket === '{' ? 1 : open > 0 ? -1 : 0
    if (open > 200) return true
  }
  return /(?:[-?:][ \t]+){100}/.test(text)
}

function refuseSyntax(text: string, error: { message: string; code: string; pos: [number, number] }): YamlRefusal {
  const line = text.slice(0, error.pos[0]).split('\n').length
  const isMany = error.code === 'MULTIPLE_DOCS'
  return {
    path: [],
    line,
    summary: isMany ? 'The file holds more than one document.' : `The file is not valid YAML: ${error.message.split('\n')[0]}`,
    allowed: 'one YAML 1.2 document',
    remedy: isMany ? 'Keep one document per file.' : 'Correct the line.',
  }
}

/** The node at a path; null when the path ends before, because nothing was written there yet. */
function descend(conversion: Conversion, document: Document, key: readonly string[]): Node | null {
  let node = document.contents as Node | null
  for (const [depth, name] of key.entries()) {
    if (node === null || (isScalar(node) && node.value === null)) return null
    if (!isMap(node)) {
      const path = key.slice(0, depth)
      conversion.refusals.push({
        path,
        line: null,
        summary: 'The value is not a map.',
        allowed: `a map with the key ${name}`,
        remedy: 'Correct the file, or the key in gitops.yaml.',
      })
      return null
    }
    const pairs = node.items.filter((pair) => isScalar(pair.key) && (pair.key.value === name || pair.key.source === name))
    if (pairs.length > 1) {
      const path = key.slice(0, depth + 1)
      conversion.refusals.push({ path, line: null, summary: 'The key is there more than once.', remedy: 'Keep one of them.' })
    }
    node = (pairs[0]?.value ?? null) as Node | null
  }
  return node
}

function nearestPlace({ places }: Conversion, path: string[]): Place {
  for (let length = path.length; length >= 0; length--) {
    const place = places.get(JSON.stringify(path.slice(0, length)))
    if (place) return length === path.length ? place : { line: place.line, written: null }
  }
  return { line: 1, written: null }
}
