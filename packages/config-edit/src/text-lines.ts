/** Offset of the line break that ends the line, or the end of the text. A CR before it belongs to the break. */
export function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset)
  if (feed === -1) return text.length
  return feed > offset && text[feed - 1] === '\r' ? feed - 1 : feed
}

/** Offset of the first character of the line. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
}

/** Offset of the first character of the following line, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset)
  return feed === -1 ? text.length : feed + 1
}

/** Characters between the start of the line and the offset. */
export function column(text: string, offset: number): number {
  return offset - lineStart(text, offset)
}

/** The offset without one line break before it: block scalars include the break of their last line. */
export function beforeBreak(text: string, offset: number): number {
  if (text[offset - 1] !== '\n') return offset
  return text[offset - 2] === '\r' ? offset - 2 : offset - 1
}

/** The white space directly before the offset. */
export function blanksBefore(text: string, offset: number, floor: number): string {
  let start = offset
  while (start > floor && /[ \t\r\n]/.test(text[start - 1] as string)) start -= 1
  return text.slice(start, offset)
}
