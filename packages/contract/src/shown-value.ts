const longest = 80

/** Text with everything escaped that could move the cursor, hide, reorder or break a line; ordinary letters of all scripts stay. */
export function escapeText(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu, escapeCharacter)
}

/** A value for a message: quoted and escaped so that look-alike letters show, at most 80 characters. */
export function showValue(value: unknown): string {
  if (typeof value === 'string') return showString(value)
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return value.length === 1 ? 'a list of 1 item' : `a list of ${value.length} items`
  if (typeof value === 'object' && value !== null) return showObject(value)
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`
  return cut(String(value), longest)
}

/** The name of a field for a message: as it is when it is an ordinary name, else as a shown value. */
export function showName(name: string): string {
  return /^[\w.-]{1,64}$/.test(name) ? name : showValue(name)
}

function showString(text: string): string {
  const whole = quote(text, longest - 2)
  if (whole.complete) return `"${whole.text}"`
  const size = `" (${text.length} characters)`
  return `"${quote(text, longest - size.length - 2).text}…${size}`
}

/** As many whole characters of the text, escaped, as fit into the room. */
function quote(text: string, room: number): { text: string; complete: boolean } {
  let quoted = ''
  for (const character of text.slice(0, longest + 1)) {
    const escaped = /[!#-[\]-~ ]/.test(character)
      ? character
      : character === '"' || character === '\\'
        ? `\\${character}`
        : escapeCharacter(character)
    if (quoted.length + escaped.length > room) return { text: quoted, complete: false }
    quoted += escaped
  }
  return { text: quoted, complete: text.length <= longest + 1 }
}

function showObject(value: object): string {
  const names = Object.keys(value)
  if (names.length === 0) return 'an empty map'
  return cut(`a map with ${names.slice(0, 5).map(showName).join(', ')}${names.length > 5 ? ' and more' : ''}`, longest)
}

function escapeCharacter(character: string): string {
  const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character]
  return short ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}

/** Cuts a text that is escaped already. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}
