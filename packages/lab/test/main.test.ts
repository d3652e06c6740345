import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

function lab(...args: string[]) {
  const child = spawn(process.execPath, [main, ...args], { env: { ...process.env, NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: string[] = []
  const reading = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
  child.stderr.on('data', (chunk) => lines.push(String(chunk)))
  const line = (pattern: RegExp) =>
    new Promise<void>((resolve) => {
      const look = () => lines.some((each) => pattern.test(each)) && resolve()
      reading.on('line', look)
      look()
    })
  const exit = once(child, 'close').then(([code]) => code as number)
  return { child, lines, line, exit }
}

function scenario(body: string): string {
  return module(`export default { name: 'mine', summary: 'A test.', async run(lab) { ${body} } }\n`)
}

function module(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'scenario-')), 'mine.mjs')
  writeFileSync(file, text)
  return file
}

describe('npm run lab', () => {
  it('lists the shipped scenarios', async () => {
    const { lines, exit } = lab('--list')
    expect(await exit).toBe(0)
    expect(lines.map((line) => line.split(' ')[0])).toContain('demo')
    expect(lines.length).toBeGreaterThan(14)
  })

  it('lists what it implements of GitHub', async () => {
    const json = join(mkdtempSync(join(tmpdir(), 'coverage-')), 'coverage.json')
    const { lines, exit } = lab('--coverage', '--json', json)
    expect(await exit).toBe(0)
    expect(lines).toEqual(expect.arrayContaining(['  POST /repos/{owner}/{repo}/pulls', '  createCommitOnBranch']))
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ refused: 0, answers: { rest: 0 } })
  })

  it.each([
    ['an unknown scenario', ['--scenario', 'no-such'], 'There is no scenario "no-such"'],
    ['a module that is no scenario', ['--scenario', main.replace('main.ts', 'index.ts')], 'is not a scenario'],
    ['an unknown option', ['--speed'], 'There is no option "--speed"'],
    ['a folder', ['--scenario', tmpdir()], 'There is no scenario'],
    ['a module that does not parse', ['--scenario', module('export default {\n  name: nonsense nonsense\n}')], 'name: nonsense nonsense'],
    ['a module that fails', ['--scenario', module("import 'no-such-package'")], "Cannot find package 'no-such-package'"],
    ['a scenario without a summary', ['--scenario', module("export default { name: 'x', run() {} }")], 'is not a scenario'],
    ['a result that has nowhere to go', ['--json', '/no/such/folder/result.json'], 'there is no folder "/no/such/folder"'],
  ])('refuses %s', async (_name, args, message) => {
    const { lines, exit } = lab(...args)
    expect(await exit).toBe(2)
    expect(lines.join('\n')).toContain(message)
    expect(lines.join('\n')).not.toContain('node:internal')
  })

  it('plays a scenario by its path and writes the result', async () => {
    const file = scenario(`
      const acme = await lab.organization()
      const deployment = await acme.send({ mfe: 'cart', repository: 'acme/search' })
      if (deployment.outcome !== 'rejected') throw new Error(deployment.outcome)`)
    const { exit, lines } = lab('--scenario', file, '--json', `${file}.json`)
    expect(await exit, lines.join('\n')).toBe(0)
    const result = JSON.parse(readFileSync(`${file}.json`, 'utf8'))
    expect(result).toMatchObject({
      schema: 1,
      scenario: 'mine',
      ok: true,
      failures: [],
      deployments: [
        { outcome: 'rejected', reasons: [{ code: 'repository-mismatch' }], liveVersion: null, runs: [{ conclusion: 'failure' }] },
      ],
    })
    expect(lines.join('\n')).not.toContain('\u001b')
  })

  it('leaves everything running with --keep, and ends it on Ctrl-C', async () => {
    const { child, exit, lines, line } = lab('--keep', '--scenario', scenario("console.log('folder', lab.directory)"))
    await line(/goes on running/)
    const page = lines
      .find((each) => each.includes('staging'))!
      .trim()
      .split(/\s+/)[1]!
    expect((await fetch(page)).status).toBe(200)
    child.kill('SIGINT')
    expect(await exit).toBe(0)
    expect(existsSync(lines.find((each) => each.startsWith('folder '))!.slice('folder '.length))).toBe(false)
  })

  it('fails when the scenario throws, and when the lab was asked for what it does not know', async () => {
    const file = scenario(`
      const { token } = lab.github.createUser('someone')
      await lab.rest('GET /no/such/route', undefined, token)
      throw new Error('as planned')`)
    const { exit, lines } = lab('--scenario', file)
    expect(await exit).toBe(1)
    expect(lines.join('\n')).toContain('as planned')
    expect(lines.join('\n')).toContain('The lab has no route for GET')
  })

  it.runIf(process.platform === 'linux')('ends every process on Ctrl-C, in the middle of a run', async () => {
    const file = scenario(`
      const acme = await lab.organization({ appFiles: (files) => ({ ...files, '.github/workflows/sleep.yml': ${JSON.stringify(sleeper)} }) })
      console.log('folder', lab.directory)
      await lab.rest('POST /repos/acme/cart/dispatches', { event_type: 'sleep', client_payload: {} }, acme.person.token)
      await lab.waitFor('the sleep', () => lab.github.runs.list()[0]?.jobs[0]?.steps.some(({ name, status }) => name === 'Sleep' && status === 'in_progress'))
      console.log('asleep')
      await lab.ended(lab.github.runs.list()[0])`)
    const { child, exit, lines, line } = lab('--scenario', file)
    await line(/asleep/)
    const folder = lines.find((each) => each.startsWith('folder '))!.slice('folder '.length)
    expect(processesOf(folder).length).toBeGreaterThan(0)
    child.kill('SIGINT')
    expect(await exit).toBe(130)
    expect(processesOf(folder)).toEqual([])
  })
})

const sleeper = `name: Sleeper
on: { repository_dispatch: { types: [sleep] } }
jobs:
  sleep:
    runs-on: ubuntu-24.04
    steps:
      - name: Sleep
        run: sleep 300 & sleep 300
`

/** Processes that name the lab's folder in their arguments or their environment. */
function processesOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => ['cmdline', 'environ'].some((file) => read(`/proc/${pid}/${file}`).includes(folder)))
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
