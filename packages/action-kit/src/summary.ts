import { appendFile } from 'node:fs/promises'
import { type Inline, inline, type Markdown, table } from './markdown.ts'

/** The step summary. Plain strings are escaped; see `markdown.ts` for code, links and tables. */
export interface Summary {
  heading(title: Inline, level?: 1 | 2 | 3 | 4): Summary
  paragraph(...pieces: Inline[]): Summary
  table(headers: readonly Inline[], rows: readonly (readonly Inline[])[]): Summary
  list(items: readonly Inline[]): Summary
  /** Adds finished Markdown, such as a code block. */
  add(block: Markdown): Summary
  /** Appends what was added to the summary of the step, and empties it. */
  write(): Promise<void>
  toString(): string
}

// GitHub drops a whole summary above 1 MiB.
const mostBytes = 900 * 1024
const cutNote = '\n\n_The rest does not fit into a step summary; the log of the step holds all of it._\n'

/**
 * A summary that ends up in `file`; without a file (outside of a run) writing does nothing. When it cannot be written, `onFailure` hears why:
 * a summary is for people, and no deployment fails for want of it.
 */
export function createSummary(file: string | undefined, onFailure: (error: Error) => void = rethrow): Summary {
  let blocks: string[] = []
  const add = (markdown: string) => {
    blocks.push(markdown)
    return summary
  }
  const summary: Summary = {
    heading: (title, level = 2) => add(`${'#'.repeat(level)} ${inline(title).markdown}`),
    paragraph: (...pieces) => add(pieces.map((piece) => inline(piece).markdown).join('')),
    table: (headers, rows) => add(table(headers, rows).markdown),
    list: (items) => add(items.map((item) => `- ${inline(item).markdown}`).join('\n')),
    add: (block) => add(block.markdown),
    toString: () => capped(blocks.map((block) => `${block}\n`).join('\n')),
    write: async () => {
      if (file !== undefined && file !== '' && blocks.length > 0) await appendFile(file, `${summary.toString()}\n`).catch(onFailure)
      blocks = []
    },
  }
  return summary
}

function rethrow(error: Error): never {
  throw error
}

/** At most so many bytes, cut at a line break. */
export function capped(markdown: string, most = mostBytes): string {
  const bytes = Buffer.from(markdown, 'utf8')
  if (bytes.length <= most) return markdown
  const head = bytes.subarray(0, most - Buffer.byteLength(cutNote)).toString('utf8')
  return head.slice(0, Math.max(0, head.lastIndexOf('\n'))) + cutNote
}
