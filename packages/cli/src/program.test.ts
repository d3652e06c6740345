import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type CliPorts, processPorts } from './ports.ts'
import { runProgram } from './program.ts'

const root = join(import.meta.dirname, '../../..')

/** The program, with what it printed as its result and what it said beside it. */
async function mfe(...args: string[]) {
  return mfeIn({}, ...args)
}

async function mfeIn(env: CliPorts['env'], ...args: string[]) {
  const [output, said]: [string[], string[]] = [[], []]
  const ports: CliPorts = { ...processPorts(env), folder: root, print: (text) => output.push(text), say: (line) => said.push(line) }
  return { exitCode: await runProgram(args, ports), output: output.join('\n'), said: said.join('\n') }
}

describe('mfe', () => {
  it.each<[string[], RegExp]>([
    [['--help'], /\nExamples:\n {2}mfe prune .*\nExit codes: 0 done, 1 refused or failed, 2 wrong usage\./s],
    [['prune', '--help'], /\nExamples:\n {2}mfe prune /],
    [['canary', '--help'], /\nExamples:\n {2}mfe canary set /],
  ])('shows help and examples: %j', async (args, end) => {
    const { exitCode, output, said } = await mfe(...args)
    expect([exitCode, said]).toEqual([0, ''])
    expect(output).toMatch(/^Usage: mfe /)
    expect(output).toMatch(end)
  })

  it.each<[string[], string]>([
    [[], 'Usage: mfe'],
    [['nonsense'], "error: unknown command 'nonsense'"],
    [['prune', '--force'], "error: unknown option '--force'"],
    [['prune', '--keep-days', '1.5'], "argument '1.5' is invalid. It must be a whole number from 0 to 3650."],
    [['prune', '--mfe', '../x'], 'Allowed: 1 to 63 characters'],
    [['prune'], 'error: Say where the config repository is: --repository owner/name or --directory path.'],
    [['prune', '--repository', 'a/b', '--directory', '.'], 'error: --directory goes without --repository and --ref.'],
    [['prune', '--directory', 'nowhere'], 'error: --directory: there is no folder'],
    [['prune', '--repository', 'acme'], 'error: --repository must be owner/name, not "acme".'],
    [['prune', '--repository', 'a/b', '--apply', 'no-plan.json'], 'error: --apply: there is no file "'],
    [['prune', '--repository', 'a/b', '--apply', 'packages'], 'error: --apply: there is no file "'],
    [['prune', '--repository', 'a/b', '--plan', 'nowhere/plan.json'], 'error: --plan: there is no folder "'],
    [['prune', '--repository', 'a/b', '--plan', 'packages'], 'is a folder; name a file.'],
    [['prune', '--repository', 'a/b', '--apply'], 'error: --apply needs the file of a plan, or --yes.'],
    [['prune', '--repository', 'a/b', '--yes'], 'error: --yes goes with --apply that names no file.'],
    [['prune', '--directory', '.', '--apply', '--yes'], 'error: --apply needs --repository: a checkout does not show'],
    [
      ['prune', '--repository', 'a/b', '--ref', 'next', '--apply', '--yes'],
      'error: --apply goes without --ref: deployments are merged into',
    ],
    [['prune', '--repository', 'a/b', '--apply', 'plan.json', '--keep-days', '1'], 'leave --keep-days out.'],
  ])('is called wrongly and says why, with exit code 2: %j', async (args, message) => {
    const { exitCode, output, said } = await mfe(...args)
    expect([exitCode, output]).toEqual([2, ''])
    expect(said).toContain(message)
  })

  it('fails with a reason and its remedy, as text and as JSON', async () => {
    const { exitCode, output, said } = await mfe('prune', '--repository', 'acme/gitops-config', '--json')
    const message = expect.stringContaining('Set GH_TOKEN to one that may read the config repository')
    expect([exitCode, JSON.parse(output)]).toEqual([1, { outcome: 'failed', reasons: [{ code: 'input-missing', message }] }])
    expect(said).toContain('error: input-missing: There is no token for the GitHub API.')
  })

  it('says that GITHUB_API_URL is no address', async () => {
    const { exitCode, said } = await mfeIn({ GH_TOKEN: 'token', GITHUB_API_URL: 'github.example.com' }, 'drift', '--repository', 'a/b')
    expect([exitCode, said]).toEqual([
      1,
      expect.stringContaining('input-invalid: GITHUB_API_URL must be the address of an API, such as https://'),
    ])
  })

  it('reads a checkout as it lies there', async () => {
    const { exitCode, said } = await mfe('prune', '--directory', 'packages')
    expect([exitCode, said]).toEqual([1, expect.stringContaining('error: config-missing: gitops.yaml')])
  })
})
