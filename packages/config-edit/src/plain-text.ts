import { type ScalarSource, untagged } from './source.ts'

const header = /\|(-?) *\r?\n/y

/** The literal text (`|` or `|-`) at this place, below an entry in the column `indent`; `undefined` for those with further rules to obey. */
export function scanText(text: string, { at, limit, indent }: { at: number; limit: number; indent: number }): ScalarSource | undefined {
  header.lastIndex = at
  const match = header.exec(text)
  if (!match) return undefined
  let depth = -1
  let [value, blanks, end] = ['', '', at]
  for (let start = header.lastIndex; start < limit; ) {
    const feed = text.indexOf('\n', start)
    const next = feed === -1 || feed >= limit ? limit : feed + 1
    const stop = feed === -1 || feed >= limit ? limit : text.charCodeAt(feed - 1) === returnCode ? feed - 1 : feed
    const column = columnOf(text, start, stop)
    if (column === -1) return undefined
    if (start === stop) {
      if (depth === -1) return undefined
      blanks += '\n'
    } else {
      if (depth === -1) depth = column
      if (column < depth) {
        if (column > indent) return undefined
        break
      }
      value += `${value === '' ? '' : '\n'}${blanks}${text.slice(start + depth, stop)}`
      blanks = ''
      end = next
    }
    start = next
  }
  if (depth <= indent) return undefined
  const source = match[1] === '-' ? value : `${value}\n`
  return { kind: 'scalar', value: source, raw: source, style: 'block', ...untagged(at, end) }
}

/** The column of the first character that is no space; 0 for an empty line, -1 for a line of blanks alone or a tab. */
function columnOf(text: string, start: number, stop: number): number {
  let at = start
  while (text.charCodeAt(at) === space) at += 1
  if (at >= stop) return start === stop ? 0 : -1
  return text.charCodeAt(at) === tab ? -1 : at - start
}

const [tab, returnCode, space] = [9, 13, 32]
