import { grammar } from '@mfe-gitops/contract'
import { HISTORY_WINDOW } from '@mfe-gitops/targets'
import { type Command, InvalidArgumentError } from 'commander'
import { type Registrar, runs, wholeNumber } from '../command-run.ts'
import { withConfigPlace } from '../config-place.ts'
import { KEEP_DAYS, type PruneOptions } from '../prune/options.ts'
import { planAndApply } from '../prune/prune.ts'

/** Adds `mfe prune` to the program. */
export function prune(program: Command, registrar: Registrar): void {
  const command = withConfigPlace(program.command('prune'))
    .description(
      'Shows which versions in the stores nobody needs any more: no environment, canary, desired state, rollback or open tab. Removes them only with --apply.',
    )
    .option('--target <name>', 'only the store of this target of gitops.yaml (default: the stores of all environments)')
    .option('--mfe <name>', 'only this micro-frontend; may be repeated', collectMfe)
    .option(
      '--history <n>',
      `past activations of each environment whose versions stay (default: ${HISTORY_WINDOW}, as many as the edge answers for)`,
      wholeNumber(2, 1000),
    )
    .option(
      '--keep-days <n>',
      `versions written within so many days stay (default: ${KEEP_DAYS}, as long as a job can be run again)`,
      wholeNumber(0, 3650),
    )
    .option('--unregistered', 'also versions of micro-frontends without a registration')
    .option(
      '--role <arn>',
      'IAM role to assume by the identity of the job (default: the credentials that are there, never the role of gitops.yaml)',
    )
    .option('--plan <file>', 'write the plan there, as JSON')
    .option(
      '--apply [file]',
      'remove what the plan in the file says, or with --yes what a fresh plan says; each version is judged again right before',
    )
    .option('--yes', 'with --apply and no file: yes, without looking at the plan')
  runs<PruneOptions>(command, registrar, {
    examples: [
      ['prune --repository acme/gitops-config', 'what would go, and why the rest stays'],
      ['prune --repository acme/gitops-config --plan plan.json', 'the same, kept in a file'],
      ['prune --repository acme/gitops-config --apply plan.json', 'remove what that plan says and is still right'],
      ['prune --directory . --mfe cart --keep-days 7 --json', 'a plan from a checkout, for one micro-frontend'],
    ],
    work: planAndApply,
  })
}

function collectMfe(value: string, given: readonly string[] = []): readonly string[] {
  if (grammar.mfe.pattern.test(value)) return [...given, value]
  throw new InvalidArgumentError(`Allowed: ${grammar.mfe.allowed}.`)
}
