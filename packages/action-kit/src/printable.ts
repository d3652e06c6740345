// Control and format characters that a terminal, a log viewer or a reader's eye would obey instead of show: C0/C1, line and paragraph
// separators, bidirectional overrides, zero-width characters, tags.
const hidden =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu

/** Text with control characters shown as escapes; tabs and line feeds stay. */
export function printable(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(hidden, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
}

/** Printable text in one line. */
export function oneLine(text: string): string {
  return printable(text)
    .replace(/[\n\t]+/g, ' ')
    .trim()
}

/** The first characters of a text, with a mark where it was cut. */
export function shortened(text: string, most: number): string {
  const characters = [...text]
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`
}
