import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A test, or a row of a table of tests, whose title begins with the names of what it proves: `edge case 4, R14: works on …`. */
export interface NamedTest {
  readonly file: string
  readonly title: string
}

const name = String.raw`(?:edge case \d+|release case \d+|claim \d+|fault \d+|R\d{1,2})`
// A string of the source; only a title begins like this.
const title = new RegExp(String.raw`(['"\x60])(${name}(?:, ${name})*): ((?:\\.|(?!\1)[^\\\n])+)\1`, 'g')
const switchedOff = /\b(?:it|test|describe)\.(?:skip|todo|fails)\b/

/** All tests that name something, by the name, and the files that switch tests off. */
export function findNamedTests(root: string): { tests: Map<string, NamedTest[]>; switchedOff: string[] } {
  const tests = new Map<string, NamedTest[]>()
  const off: string[] = []
  const exclude = (path: string) => /(^|\/)(node_modules|dist)$/.test(path)
  for (const file of globSync('{actions,packages,test}/**/*.test.ts', { cwd: root, exclude }).toSorted()) {
    const source = readFileSync(join(root, file), 'utf8')
    for (const [, , names = '', text = ''] of source.matchAll(title))
      for (const each of names.split(', ')) tests.set(each, [...(tests.get(each) ?? []), { file, title: readable(text) }])
    if (switchedOff.test(source)) off.push(file)
  }
  return { tests, switchedOff: off }
}

/** What a table of tests fills in is left out. */
function readable(text: string): string {
  return text.replaceAll(/\$\{[^}]*\}|%[sdijo]|\$\w+/g, '…').replaceAll(/\\(['"`])/g, '$1')
}
