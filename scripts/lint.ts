import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startWith } from './command-line/command-line.mjs'
import { lint } from './command-line/commands.mjs'
import { actionlint } from './lint/actionlint.ts'
import { addresses } from './lint/addresses.ts'
import { complaints, root } from './lint/command.ts'
import type { Gate, GateResult } from './lint/gate.ts'

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

async function main(only: readonly string[], json: string | undefined): Promise<number> {
  const wanted = gates.filter(({ name }) => only.length === 0 || only.includes(name))
  const unknown = only.find((name) => !gates.some((gate) => gate.name === name))
  if (unknown !== undefined) {
    console.error(`There is no check ${JSON.stringify(unknown)}; there are ${gates.map(({ name }) => name).join(', ')}.`)
    return 2
  }
  const results: GateResult[] = []
  for (const gate of wanted) results.push(await run(gate))
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`)
  return results.every((result) => result.passed) ? 0 : 1
}

const given = startWith(lint)
if (given) process.exitCode = await main(given.texts('only'), given.text('json'))
