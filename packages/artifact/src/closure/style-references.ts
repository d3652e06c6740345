import { tokenize, tokenNames } from 'css-tree/tokenizer'
import { string, url } from 'css-tree/utils'

const kind = (name: string): number => tokenNames.indexOf(name)
const URL_TOKEN = kind('url-token')
const STRING = kind('string-token')
const FUNCTION = kind('function-token')
const AT_KEYWORD = kind('at-keyword-token')
const CLOSING = kind(')-token')
const OPENING = kind('(-token')
const SILENT = new Set([kind('whitespace-token'), kind('comment-token')])
const TAKES_ADDRESSES = /^(?:url|src|(?:-webkit-)?image-set)\($/i

/** What a style sheet loads: `url(…)` in both forms, strings in `src()` and `image-set()`, and `@import "…"`. */
export function styleReferences(text: string): string[] {
  const found: string[] = []
  const open: string[] = []
  let isImport = false
  tokenize(text, (type, start, end) => {
    const token = text.slice(start, end)
    if (SILENT.has(type)) return
    if (type === URL_TOKEN) found.push(url.decode(token))
    else if (type === STRING && (isImport || TAKES_ADDRESSES.test(open.at(-1) ?? ''))) found.push(string.decode(token))
    else if (type === FUNCTION || type === OPENING) open.push(token)
    else if (type === CLOSING) open.pop()
    isImport = type === AT_KEYWORD && /^@import$/i.test(token)
  })
  return found
}
