import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type CliPorts, processPorts } from './ports.ts'
import { runProgram } from './program.ts'

const root = join(import.meta.dirname, '../../..')

/** The program, with what it printed as its result and what it said beside it. */
async function mfe(...args: string[]) {
  const [output, said]: [string[], string[]] = [[], []]
  const ports: CliPorts = { ...processPorts({}), folder: root, print: (text) => output.push(text), say: (line) => said.push(line) }
  return { exitCode: await runProgram(args, ports), output: output.join('\n'), said: said.join('\n') }
}

describe('mfe', () => {
  it.each([[['--help']], [['prune', '--help']]])('shows help and examples: %j', async (args) => {
    const { exitCode, output, said } = await mfe(...args)
    expect([exitCode, said]).toEqual([0, ''])
    expect(output).toMatch(/^Usage: mfe .*(?:Exit codes: 0 done, 1 refused or failed, 2 wrong usage|Examples:\n {2}mfe prune )/s)
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

  it('reads a checkout as it lies there', async () => {
    const { exitCode, said } = await mfe('prune', '--directory', 'packages')
    expect([exitCode, said]).toEqual([1, expect.stringContaining('error: config-missing: gitops.yaml')])
  })
})
