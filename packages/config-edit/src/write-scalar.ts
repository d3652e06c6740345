import type { ScalarStyle } from './source.ts'
import type { Style } from './style.ts'

type Scalar = string | number | boolean | null

/** Text that is no string for some reader, be it YAML 1.1 or 1.2, unless it is quoted. */
const otherTypes = [
  /^(?:~|null|true|false|yes|no|on|off|y|n)$/i,
  /^[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[\da-f_]+|[\d_]+)$/i,
  /^[-+]?[\d_]*\.?[\d_]*(?:e[-+]?\d*)?$/i,
  /^[-+]?[\d_]+(?::[\d_]+)+(?:\.[\d_]*)?$/,
  /^[-+]?\.(?:inf|nan)$/i,
  /^\d{4}-\d\d?-\d\d?(?:[Tt\s].*)?$/,
]

/** Characters that need an escape, so only double quotes can hold them. Line separators of old YAML versions are among them. */
const unprintable = /[\p{Cc}\u2028\u2029\ufeff\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufff0-\uffff]/u

/** Whether text can stand without quotes, as a string, in any YAML reader. Errs on the side of quotes. */
export function isPlain(text: string, flow: boolean): boolean {
  if (!/^[\p{L}\p{N}_/.(+$^\\;-]/u.test(text) || /^(?:-|\.\.\.)(?:$|[\s-])/.test(text)) return false
  if (unprintable.test(text) || /\s$|: |:$| #/.test(text) || /[^\S ]/.test(text)) return false
  if (flow && /[,[\]{}:?]/.test(text)) return false
  return !otherTypes.some((pattern) => pattern.test(text))
}

/** The scalar on one line, in the quotes it had if they still serve. */
export function writeScalar(value: Scalar, style: Style, place: { was?: ScalarStyle | undefined; flow: boolean }): string {
  if (typeof value !== 'string') return Object.is(value, -0) ? '-0' : String(value)
  if (style.json || place.was === 'double') return doubleQuoted(value)
  if (place.was === 'single' && !unprintable.test(value)) return singleQuoted(value)
  if (place.was !== 'single' && isPlain(value, place.flow)) return value
  return style.quote === "'" && !unprintable.test(value) ? singleQuoted(value) : doubleQuoted(value)
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** JSON's escapes are YAML's too; what JSON leaves bare but YAML readers or people stumble over is escaped as well. */
function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(new RegExp(unprintable, 'gu'), (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The lines of a literal block (`|`) that yields the text, or `undefined` when quotes are the safer way. */
export function literalLines(text: string): { chomp: '' | '-'; lines: string[] } | undefined {
  const body = text.endsWith('\n') ? text.slice(0, -1) : text
  if (body === '' || body.endsWith('\n')) return undefined
  const lines = body.split('\n')
  const unsafe = lines.some((line) => unprintable.test(line) || (line !== '' && line.trim() === '')) || /^[\s]/.test(body)
  return unsafe ? undefined : { chomp: text.endsWith('\n') ? '' : '-', lines }
}
