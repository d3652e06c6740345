import type { Command } from 'commander'
import { changeCanary } from '../canary/canary-change.ts'
import { canaryStatus } from '../canary/canary-status.ts'
import type { CanaryOptions, SourceOptions } from '../canary/wish.ts'
import { type Examples, examplesText, type Registrar, runs, wholeNumber } from '../command-run.ts'
import { type ConfigPlaceOptions, configPlace, withConfigPlace } from '../config-place.ts'
import type { Subject } from '../config-view.ts'
import type { CliPorts } from '../ports.ts'

type Common = ConfigPlaceOptions & Subject & { readonly dryRun?: boolean }

const cart = '--mfe cart --environment production'
const from = '--repository acme/gitops-config'
const percentage = ['--percentage <1-99>', 'of 100 visitors, the number that gets the canary', wholeNumber(1, 99)] as const

/** `mfe canary`: a second version for some of the visitors. */
export function canary(program: Command, registrar: Registrar): void {
  const group = program.command('canary').description('Give a second version to some of the visitors, by changes of desired state.')
  group.addHelpText(
    'after',
    examplesText([
      [`canary set ${cart} --version 1.5.0 --percentage 10 ${from}`, 'starts one'],
      [`canary status ${cart} --live ${from}`, 'shows what became of it'],
    ]),
  )
  registerSet(group, registrar)
  registerRaise(group, registrar)
  registerFinish(group, registrar)
  registerAbort(group, registrar)
  registerStatus(group, registrar)
}

interface SetOptions extends SourceOptions {
  readonly version: string
  readonly percentage: number
  readonly registry?: string
}

function registerSet(group: Command, registrar: Registrar): void {
  const command = withChange(group.command('set').description('Start a canary, or change its percentage.'))
    .requiredOption('--version <version>', 'the version that some visitors get')
    .requiredOption(...percentage)
    .option('--registry <url>', "registry or host that holds the artifact (default: npm's public registry); token: $MFE_REGISTRY_TOKEN")
  changes<SetOptions>(withSource(command), registrar, {
    examples: [
      [`canary set ${cart} --version 1.5.0 --percentage 10 ${from}`, 'opens a pull request'],
      [`canary set ${cart} --version 1.5.0 --percentage 10 --directory .`, 'changes a checkout'],
    ],
    ask: (options, { env }) => ({ ...options, kind: 'set', registryToken: env.MFE_REGISTRY_TOKEN || undefined }),
  })
}

function registerRaise(group: Command, registrar: Registrar): void {
  const command = withChange(group.command('raise').description('Give the canary to more visitors.')).requiredOption(...percentage)
  changes<{ percentage: number }>(command, registrar, {
    examples: [[`canary raise ${cart} --percentage 50 ${from}`, 'opens a pull request']],
    ask: (options) => ({ kind: 'raise', percentage: options.percentage }),
  })
}

function registerFinish(group: Command, registrar: Registrar): void {
  const command = withSource(withChange(group.command('finish').description('Give the canary to everybody.')))
  changes<SourceOptions>(command, registrar, {
    examples: [[`canary finish ${cart} ${from}`, 'opens a pull request']],
    ask: ({ sha, sourceRef }) => ({ kind: 'finish', sha, sourceRef }),
  })
}

function registerAbort(group: Command, registrar: Registrar): void {
  const command = withChange(group.command('abort').description('End the canary: everybody gets the version beside it.'))
  changes(command, registrar, {
    examples: [[`canary abort ${cart} ${from}`, 'opens a pull request']],
    ask: () => ({ kind: 'abort' }),
  })
}

function registerStatus(group: Command, registrar: Registrar): void {
  const command = withSubject(group.command('status').description('Show which versions are desired, and which are live.'))
  command.option('--live', 'read the live table as well, with the credentials of this process')
  runs<Common & { live?: boolean }>(command, registrar, {
    examples: [[`canary status ${cart} --live ${from}`, 'compares desired and live']],
    work: (options, ports) => canaryStatus({ ...questionOf(options, ports), isLive: options.live === true }, ports),
  })
}

function withSubject(command: Command): Command {
  return withConfigPlace(command)
    .requiredOption('--mfe <name>', 'the micro-frontend')
    .requiredOption('--environment <name>', 'the environment')
}

function withChange(command: Command): Command {
  return withSubject(command).option('--dry-run', 'show the change as a diff, and make none')
}

function withSource(command: Command): Command {
  return command
    .option('--sha <commit>', 'commit of the app repository that the version was built from')
    .option('--source-ref <ref>', 'full ref of that commit (default: the first one that the registration names)')
}

interface Change<Options> {
  readonly examples: Examples
  ask(options: Options, ports: CliPorts): CanaryOptions
}

function changes<Options extends object>(command: Command, registrar: Registrar, { examples, ask }: Change<Options>): void {
  runs<Common & Options>(command, registrar, {
    examples,
    work: (options, ports) =>
      changeCanary({ ...questionOf(options, ports), options: ask(options, ports), isDryRun: options.dryRun === true }, ports),
  })
}

function questionOf(options: Common, ports: CliPorts) {
  return { place: configPlace(options, ports), subject: { mfe: options.mfe, environment: options.environment } }
}
