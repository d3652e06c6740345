/** Steps from one line with content to the next. */
export class LineCursor {
  readonly text: string
  readonly limit: number
  /** Where the content of the line begins, and in which column. */
  at = 0
  indent = -1
  isDone = false

  constructor(text: string, start: number, end: number) {
    this.text = text
    this.limit = end
    this.skipTo(start)
  }

  isDash(): boolean {
    return !this.isDone && this.text.charCodeAt(this.at) === dash && this.text.charCodeAt(this.at + 1) === space
  }

  /** Goes on behind a value; false when more than blanks and a comment follow it on its line. */
  leave(valueEnd: number): boolean {
    const feed = this.text.indexOf('\n', valueEnd)
    const lineEnd = feed === -1 || feed >= this.limit ? this.limit : feed
    if (!isBlankOrComment(this.text, valueEnd, lineEnd)) return false
    this.skipTo(feed === -1 ? this.limit : feed + 1)
    return true
  }

  /** Goes to the first line with content from the start of a line on. */
  skipTo(from: number): void {
    const { text } = this
    for (let start = from; start < this.limit; ) {
      let at = start
      while (text.charCodeAt(at) === space) at += 1
      const feed = text.indexOf('\n', at)
      const next = feed === -1 || feed >= this.limit ? this.limit : feed + 1
      const code = text.charCodeAt(at)
      const isEmpty = at >= next || code === feedCode || (code === returnCode && at + 1 === feed)
      // A comment needs its blank, or the parser has its own ideas about the lines that follow.
      if (!isEmpty && !(code === hash && text.charCodeAt(at + 1) === space)) {
        this.at = at
        this.indent = at - start
        return
      }
      start = next
    }
    this.isDone = true
    this.indent = -1
    this.at = this.limit
  }
}

/** A comment begins behind a blank. */
function isBlankOrComment(text: string, from: number, lineEnd: number): boolean {
  for (let at = from; at < lineEnd; at += 1) {
    const code = text.charCodeAt(at)
    if (code === hash) return at > from && isWithoutTab(text, at, lineEnd)
    if (code !== space && !(code === returnCode && at + 1 === lineEnd)) return false
  }
  return true
}

function isWithoutTab(text: string, from: number, lineEnd: number): boolean {
  for (let at = from; at < lineEnd; at += 1) if (text.charCodeAt(at) === tab) return false
  return true
}

const [tab, feedCode, returnCode, space, hash, dash] = [9, 10, 13, 32, 35, 45]
