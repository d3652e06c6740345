import { escapeText } from '@mfe-gitops/contract'
import Table from 'cli-table3'

const borderless = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' },
}

/**
 * Rows below their headings, in columns that line up; `right` names the columns that hold numbers. What a cell shows may come from a store or
 * a table that somebody wrote by hand: no line feed of it begins a line, which a job's log could take for a command.
 */
export function showTable(headings: readonly string[], rows: readonly (readonly string[])[], right: readonly string[] = []): string {
  const table = new Table({
    head: [...headings],
    colAligns: headings.map((heading) => (right.includes(heading) ? 'right' : 'left')),
    chars: borderless,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  })
  table.push(...rows.map((row) => row.map(escapeText)))
  return table.toString().replace(/ +$/gm, '')
}
