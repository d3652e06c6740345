import { pathToFileURL } from 'node:url'

/** One act process: what it runs, with what, and where it may write. */
export interface ActCommand {
  readonly event: string
  /** Checkout of the repository at the commit. */
  readonly source: string
  /** Path of the workflow file below the checkout. */
  readonly workflow: string
  readonly actor: string
  readonly files: { readonly event: string; readonly secrets: string; readonly variables: string; readonly empty: string }
  readonly cache: string
  readonly home: string
  /** `owner/name@ref` to the folder that stands for it. */
  readonly repositories: Readonly<Record<string, string>>
  /** Labels that `runs-on` may name. */
  readonly labels: readonly string[]
  /** Environment of every step; it beats what the workflow sets. */
  readonly environment: Readonly<Record<string, string>>
  readonly tools: { readonly act: string; readonly path: string; readonly nodeHook: string }
}

/** Arguments of act. Everything it would take from the developer's home or folder is named here instead. */
export function actArguments(command: ActCommand): string[] {
  const { files, environment, repositories, labels } = command
  return [
    command.event,
    ...['-C', command.source, '-W', command.workflow, '-e', files.event, '-a', command.actor],
    ...labels.flatMap((label) => ['-P', `${label}=-self-hosted`]),
    '--json',
    ...['--concurrent-jobs', '1'], // act writes one map from several jobs
    '--no-cache-server',
    ...['--secret-file', files.secrets, '--var-file', files.variables, '--env-file', files.empty, '--input-file', files.empty],
    ...['--action-cache-path', command.cache],
    ...Object.entries(environment).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...Object.entries(repositories).flatMap(([reference, directory]) => ['--local-repository', `${reference}=${directory}`]),
  ]
}

/** Environment of act itself. act hands all of it to every step, so it holds nothing of the developer's. */
export function actEnvironment({ home, tools }: ActCommand): Record<string, string> {
  return {
    PATH: tools.path,
    HOME: home,
    LANG: 'C.UTF-8',
    NO_COLOR: '1',
    TERM: 'dumb',
    GIT_TERMINAL_PROMPT: '0',
    GH_PROMPT_DISABLED: '1',
    ACT_DISABLE_VERSION_CHECK: '1',
    NODE_OPTIONS: `--import=${pathToFileURL(tools.nodeHook).href}`,
  }
}
