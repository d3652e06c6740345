import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { titlesOfEveryFault } from '../../test/faults/matrix.ts'
import { namesOfEveryReleaseFault } from '../../test/faults/release/release-fault.ts'
import { type Generated, readIfPresent } from './generated-files.ts'
import { codeSpan } from './markdown-table.ts'
import { findNamedTests, type NamedTest } from './named-tests.ts'

const path = 'docs/edge-cases.md'

/** Rows below this marker are about `edge case 1`, `edge case 2`, … as their first cells say; an empty name takes the cell as it stands. */
const marker = /^<!-- proved by the tests that name it(?:: ([a-z ]+))? -->$/
const row = /^\| (R?\d+) \|(.*)\|([^|]*)\|$/
const byHand = /^(Not here|Not yet|Elsewhere): \S/
const command = /`npm run (faults -- --only|faults -- release --only|lab -- --scenario) ([^`]+)`/g

/** Fills the last column of the tables in docs/edge-cases.md with the tests that name the row; what no test proves needs a reason there. */
export function proofPage(root: string): Generated {
  const page = readIfPresent(join(root, path))
  if (page === null) return { files: [], problems: [] }
  const { tests, switchedOff } = findNamedTests(root)
  const problems = switchedOff.map((file) => `${file}: a test is switched off. Mend it or delete it.`)
  const seen = new Set<string>()
  let subject: string | null = null
  const lines = page.split('\n').map((line) => {
    const found = marker.exec(line)
    if (found || line.startsWith('#')) subject = found ? (found[1] ?? '') : null
    const [, number, middle = '', last = ''] = (subject === null ? null : row.exec(line)) ?? []
    if (number === undefined) return line
    const name = subject ? `${subject} ${number}` : number
    if (seen.has(name)) problems.push(`${path}: ${name} is there twice.`)
    seen.add(name)
    const proofs = tests.get(name) ?? []
    const reason = [...last.split('<br>')].map((part) => part.trim()).filter((part) => byHand.test(part) || part.startsWith('`npm run '))
    problems.push(...reason.flatMap((part) => missing(root, part)).map((what) => `${path}: ${name}: ${what}.`))
    if (proofs.length + reason.length === 0) problems.push(`${path}: ${name}: no test names it, and no reason says why ("Not here: …").`)
    return `| ${number} |${middle}| ${[...reason, ...links(proofs)].join('<br>')} |`
  })
  const subjects = new Set([...seen].map(subjectOf))
  for (const name of tests.keys())
    if (subjects.has(subjectOf(name)) && !seen.has(name)) problems.push(`${path}: ${name} has tests but no row.`)
  return { files: [{ path, text: lines.join('\n') }], problems }
}

/** `edge case` of `edge case 3`; a subject without a table has tests before it has a page. */
function subjectOf(name: string): string {
  return name.replace(/ ?\d+$/, '')
}

function links(tests: readonly NamedTest[]): string[] {
  const files = [...new Set(tests.map(({ file }) => file))]
  return files.map((file) => {
    const titles = new Set(tests.filter((test) => test.file === file).map(({ title }) => codeSpan(title).replaceAll('|', '\\|')))
    return `[${file}](../${file}) ${[...titles].join(', ')}`
  })
}

/** What a command of the page names and is not there. */
function missing(root: string, text: string): string[] {
  return [...text.matchAll(command)].flatMap(([, kind, name = '']) => {
    if (kind?.startsWith('lab'))
      return existsSync(join(root, 'packages/lab/scenarios', `${name}.ts`)) ? [] : [`no scenario is called ${name}`]
    if (kind?.includes('release')) return releaseFaults.includes(name) ? [] : [`no fault of a release is called ${JSON.stringify(name)}`]
    return faultTitles.some((title) => title.includes(name)) ? [] : [`no fault has ${JSON.stringify(name)} in its title`]
  })
}

const faultTitles = titlesOfEveryFault()
const releaseFaults = namesOfEveryReleaseFault()
