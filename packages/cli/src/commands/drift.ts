import type { Command } from 'commander'
import { type Registrar, runs } from '../command-run.ts'
import { withConfigPlace } from '../config-place.ts'
import { type DriftOptions, findDrift } from '../drift/drift.ts'

/** Adds `mfe drift` to the program. */
export function drift(program: Command, registrar: Registrar): void {
  const command = withConfigPlace(program.command('drift'))
    .description('Compares what the config repository wants with what is live and stored, and mends nothing. Exit code 1 when they differ.')
    .option('--environment <name>', 'only this environment (default: all of gitops.yaml)')
    .option('--bytes', 'compare the digest of every file that is served, not only its size; one request for each')
    .option('--edge', 'fetch every entry from the URL of its environment, and compare its bytes')
    .option(
      '--role <arn>',
      'IAM role to assume by the identity of the job (default: the credentials that are there, never the role of gitops.yaml)',
    )
  runs<DriftOptions>(command, registrar, {
    examples: [
      ['drift --repository acme/gitops-config', 'git, live tables and stores of all environments'],
      ['drift --directory . --environment production --bytes --edge --json', 'everything about one environment, for a program'],
    ],
    work: (options, ports) => findDrift(options, ports),
  })
}
