import { oneLine, printable } from './printable.ts'

/** Finished Markdown. Only the functions of this file make it; a plain string is text, and is escaped wherever it is used. */
export interface Markdown {
  readonly markdown: string
}

export type Inline = string | Markdown

// Between the sign and the name: invisible, and enough for GitHub not to see a mention, an issue or a link.
const breaker = '&#8203;'

/** Untrusted text as Markdown that shows exactly that text: no formatting, HTML, mention, issue reference or link comes out of it. */
export function text(value: string): Markdown {
  const escaped = oneLine(value)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\|/g, '&#124;')
    .replace(/[\\`*_[\]~$]/g, '\\$&')
    .replace(/^([-+=]|\d+(?=[.)]))/, '&#8203;$1')
    .replace(/@|#(?!8203;)/g, (sign, offset: number, all: string) => (sign === '#' && all[offset - 1] === '&' ? sign : sign + breaker))
    .replace(/\b(gh)-(?=\d)/gi, `$1-${breaker}`)
    .replace(/:\/\//g, `:${breaker}//`)
    .replace(/\bwww\./gi, `www${breaker}.`)
  return { markdown: escaped }
}

/** Untrusted text as a code span, which GitHub searches for neither mentions nor references. */
export function code(value: string): Markdown {
  const content = oneLine(value)
  if (content === '') return { markdown: '' }
  // A bar would end the cell of a table, in a code span as well; entities work in both places.
  if (content.includes('|')) return { markdown: `<code>${text(content).markdown}</code>` }
  const longest = Math.max(0, ...(content.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = content.startsWith('`') || content.endsWith('`') ? ' ' : ''
  return { markdown: `${fence}${pad}${content}${pad}${fence}` }
}

/** Untrusted text of several lines as a code block. */
export function codeBlock(value: string, language = ''): Markdown {
  const content = printable(value).replace(/\n+$/, '')
  const longest = Math.max(2, ...(content.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  return { markdown: `${fence}${language.replace(/[^a-z0-9-]/gi, '')}\n${content}\n${fence}` }
}

/** A link; what is no http or https URL becomes plain text. */
export function link(label: Inline, url: string): Markdown {
  const target = URL.canParse(url) ? new URL(url) : null
  if (target === null || !/^https?:$/.test(target.protocol)) return inline(label)
  const href = target.href.replace(/[()|\\<>`"' ]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
  return { markdown: `[${inline(label).markdown}](${href})` }
}

/** Several pieces in one line. */
export function join(...pieces: readonly Inline[]): Markdown {
  return { markdown: pieces.map((piece) => inline(piece).markdown).join('') }
}

/** A table; missing cells are left empty. */
export function table(headers: readonly Inline[], rows: readonly (readonly Inline[])[]): Markdown {
  const row = (cells: readonly Inline[]) => `| ${headers.map((_, index) => inline(cells[index] ?? '').markdown).join(' | ')} |`
  return { markdown: [row(headers), `|${' --- |'.repeat(headers.length)}`, ...rows.map(row)].join('\n') }
}

/** Markdown of a piece: strings are escaped, finished Markdown is kept. */
export function inline(piece: Inline): Markdown {
  return typeof piece === 'string' ? text(piece) : piece
}

/**
 * Untrusted text for places that are not Markdown but are searched for references: commit messages (`closes #1` closes the issue on merge) and
 * titles. A zero-width space breaks what GitHub looks for.
 */
export function inertText(value: string): string {
  return oneLine(value)
    .replace(/@(?=[a-z0-9])/gi, '@\u200b')
    .replace(/#(?=\d)/g, '#\u200b')
    .replace(/\b(gh)-(?=\d)/gi, '$1-\u200b')
    .replace(/:\/\//g, ':\u200b//')
}
