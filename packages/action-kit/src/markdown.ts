import { httpUrl } from '@mfe-gitops/contract'
import { oneLine } from './printable.ts'

/** Finished Markdown. Only the functions of this file make it; a plain string is text, and is escaped wherever it is used. */
export interface Markdown {
  readonly markdown: string
}

export type Inline = string | Markdown

// A zero-width space between a sign and what follows: enough for GitHub not to see a mention, a reference or a link.
const breaker = '\u200b'

/** Untrusted text as Markdown that shows exactly that text: no formatting, HTML, mention, issue reference or link comes out of it. */
export function text(value: string): Markdown {
  const escaped = broken(oneLine(value))
    .replace(/[&<>]/g, (sign) => entities[sign] ?? sign)
    .replace(/[\\`*_[\]~$]/g, '\\$&')
    .replace(/^(?:[-+](?=\s|$)|[-=]+$|\d{1,9}(?=[.)](?:\s|$)))/, `${breaker}$&`)
    .replaceAll('|', '&vert;')
  return { markdown: escaped.replaceAll(breaker, '&ZeroWidthSpace;') }
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

// Printable text holds no zero-width space of its own, so those put in here are the only ones.
function broken(printed: string): string {
  return inertCommands(printed)
    .replace(new RegExp(`[@#](?!${breaker})`, 'g'), `$&${breaker}`)
    .replace(new RegExp(`://(?!${breaker})`, 'g'), `:${breaker}//`)
    .replace(/\bwww\./gi, `www${breaker}.`)
}

// What GitHub obeys wherever a commit message holds it, and a squash merge may make a commit message of any text in a pull request, code spans
// included: issue references behind a closing word, and the marks that skip workflows (and with them the required checks).
function inertCommands(printed: string): string {
  return printed
    .replace(/#(?=\d)/g, `#${breaker}`)
    .replace(/\b(gh-)(?=\d)/gi, `$1${breaker}`)
    .replace(/:\/\/(?=\S*\/(?:issues|pull)\/\d)/gi, `:${breaker}//`)
    .replace(/\[(?=(?:skip|no|ci|actions)\b)/gi, `[${breaker}`)
}

/** Untrusted text as a code span, in which GitHub sees neither mentions nor links. */
export function code(value: string): Markdown {
  const content = inertCommands(oneLine(value))
  if (content === '') return { markdown: '' }
  // A bar would end the cell of a table, in a code span as well; entities work in both places.
  if (content.includes('|')) return { markdown: `<code>${text(value).markdown}</code>` }
  const longest = Math.max(0, ...(content.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = content.startsWith('`') || content.endsWith('`') ? ' ' : ''
  return { markdown: `${fence}${pad}${content}${pad}${fence}` }
}

/** A link; what is no http or https URL becomes plain text. */
export function link(label: Inline, url: string): Markdown {
  const target = httpUrl(url)
  if (target === null) return inline(label)
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
 * titles.
 */
export function inertText(value: string): string {
  return broken(oneLine(value))
}
