import { resolve } from 'node:path'
import { ActionError, repositoryName } from '@mfe-gitops/action-kit'
import { showValue } from '@mfe-gitops/contract'
import type { GitHub, Repository } from '@mfe-gitops/github'
import type { Command } from 'commander'
import { UsageError } from './command-run.ts'
import { existingFolder } from './named-path.ts'
import type { CliPorts } from './ports.ts'

/** Where the config repository is: behind GitHub's API, or a checkout on this machine. */
export type ConfigPlace =
  | { readonly kind: 'api'; readonly github: GitHub; readonly repository: Repository; readonly ref: string | undefined }
  | { readonly kind: 'directory'; readonly directory: string }

export interface ConfigPlaceOptions {
  readonly repository?: string
  readonly ref?: string
  readonly directory?: string
}

/** Adds the options that say where the config repository is. */
export function withConfigPlace(command: Command): Command {
  return command
    .option(
      '--repository <owner/name>',
      'the config repository, read through the API (default: $GITHUB_REPOSITORY); token: $GH_TOKEN or $GITHUB_TOKEN',
    )
    .option('--ref <branch>', 'branch of the config repository (default: its default branch)')
    .option('--directory <path>', 'a checkout of the config repository, read as it lies there')
}

/** The place that the options name. */
export function configPlace(options: ConfigPlaceOptions, ports: CliPorts): ConfigPlace {
  const { directory, repository = directory === undefined ? ports.env.GITHUB_REPOSITORY : undefined, ref } = options
  if (directory !== undefined) {
    if (repository !== undefined || ref !== undefined) throw new UsageError('--directory goes without --repository and --ref.')
    return { kind: 'directory', directory: existingFolder('--directory', resolve(ports.folder, directory)) }
  }
  if (!repository) throw new UsageError('Say where the config repository is: --repository owner/name or --directory path.')
  const name = repositoryOf(repository)
  return { kind: 'api', github: ports.github(tokenOf(ports.env)), repository: name, ref }
}

function repositoryOf(name: string): Repository {
  try {
    return repositoryName(name)
  } catch {
    throw new UsageError(`--repository must be owner/name, not ${showValue(name)}.`)
  }
}

function tokenOf({ GH_TOKEN, GITHUB_TOKEN }: CliPorts['env']): string {
  const token = GH_TOKEN || GITHUB_TOKEN
  if (token) return token
  throw new ActionError(
    'input-missing',
    'There is no token for the GitHub API. Set GH_TOKEN to one that may read the config repository, as in GH_TOKEN=$(gh auth token), or use --directory.',
  )
}
