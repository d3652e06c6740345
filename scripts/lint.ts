import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { actionlint } from './lint/actionlint.ts'
import { addresses } from './lint/addresses.ts'
import { complaints, root } from './lint/command.ts'
import type { Gate, GateResult } from './lint/gate.ts'

const usage = `Runs the static checks. Usage: npm run lint [-- --only NAME] [--json FILE]`

const gates: Gate[] = [
  { name: 'types', check: () => complaints('tsc', ['-p', 'tsconfig.json']) },
  { name: 'set-up types', check: () => complaints('tsc', ['-p', 'scripts/tsconfig.json']) },
  { name: 'format', check: () => complaints('biome', ['check', '--colors=off', '--max-diagnostics=20']) },
  { name: 'actionlint', check: actionlint },
  { name: 'zizmor', check: zizmor },
  { name: 'shell', check: () => shell() },
  { name: 'addresses', check: addresses },
  { name: 'generated', check: generated },
]

function zizmor(): Promise<string> {
  const places = ['.github', 'actions', 'examples']
  const args = ['--offline', '--persona=pedantic', '--no-progress', '--quiet', '--color=never', '--config', '.github/zizmor.yml', ...places]
  return complaints('zizmor', args)
}

async function shell(): Promise<string> {
  const found = await complaints('shellcheck', ['.ci/run'])
  return found.includes('ENOENT') ? '' : found // optional: set-up has said that it is not to be had
}

async function generated(): Promise<string> {
  return existsSync(join(root, 'scripts/generate.ts')) ? complaints('node', ['scripts/generate.ts', '--check']) : ''
}

async function run(gate: Gate): Promise<GateResult> {
  const started = Date.now()
  const found = await gate.check()
  const seconds = (Date.now() - started) / 1000
  console.log(`${found === '' ? 'passed' : 'FAILED'}  ${gate.name} (${seconds.toFixed(1)} s)`)
  if (found !== '') console.log(shorten(found).replaceAll(/^/gm, '  '))
  return { name: gate.name, passed: found === '', seconds }
}

/** A gate that broke altogether must not push the others out of the terminal. */
function shorten(text: string): string {
  const lines = text.split('\n')
  return lines.length <= 100 ? text : [...lines.slice(0, 100), `… and ${lines.length - 100} more lines`].join('\n')
}

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, json: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
})
const wanted = gates.filter((gate) => values.only?.includes(gate.name) ?? true)
if (values.help || wanted.length === 0) {
  console.log(`${usage}\nNames: ${gates.map((gate) => gate.name).join(', ')}`)
  process.exitCode = values.help ? 0 : 2
} else {
  const results: GateResult[] = []
  for (const gate of wanted) results.push(await run(gate))
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`)
  process.exitCode = results.every((result) => result.passed) ? 0 : 1
}
