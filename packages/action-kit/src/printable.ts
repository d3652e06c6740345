import { escapeText } from '@mfe-gitops/contract'

/** Text with everything shown as an escape that a terminal or a reader's eye would obey instead of show; tabs and line feeds stay. */
export function printable(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(/[^\n\t]+/g, escapeText)
}

/** Printable text in one line. */
export function oneLine(text: string): string {
  return printable(text).replace(/[\n\t]+/g, ' ')
}

/** The first characters of a text, with a mark where it was cut. */
export function shortened(text: string, most: number): string {
  const characters = [...text]
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`
}
