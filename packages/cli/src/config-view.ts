import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ActionError, rejection } from '@mfe-gitops/action-kit'
import { type ConfigSnapshot, interpretSnapshot, readConfigSnapshot } from '@mfe-gitops/config-repository'
import { configFile, type GitopsConfig, own, reason } from '@mfe-gitops/contract'
import type { ConfigPlace } from './config-place.ts'
import { matchingOption } from './option-grammar.ts'

/** One micro-frontend in one environment. */
export interface Subject {
  readonly mfe: string
  readonly environment: string
}

/** What the config repository says about one micro-frontend in one environment: at the tip of a branch, or as it lies in a checkout. */
export async function readConfigView(place: ConfigPlace, subject: Subject): Promise<ConfigSnapshot> {
  // They become parts of paths and branches.
  for (const name of ['mfe', 'environment'] as const) matchingOption(`--${name}`, subject[name], name)
  const view =
    place.kind === 'api'
      ? await readConfigSnapshot(place.github, { ...place.repository, ref: place.ref, subject })
      : await readCheckout(place.directory, subject)
  if (!view.ok) throw rejection(view.reasons)
  namedEnvironment(view.value.config, subject.environment)
  return view.value
}

/** What gitops.yaml says about the environment that `--environment` names. */
export function namedEnvironment({ environments }: GitopsConfig, name: string): GitopsConfig['environments'][string] {
  const environment = own(environments, name)
  if (environment !== undefined) return environment
  throw rejection([reason('environment-unknown', { field: '--environment', seen: name, allowed: Object.keys(environments) })])
}

async function readCheckout(directory: string, subject: Subject) {
  const files: Record<string, string | null> = {}
  const nowhere = { repositoryId: '', nameWithOwner: '', defaultBranch: null, commit: '', sourceRepositoryId: null, carriedBy: null }
  let missing = [configFile]
  for (;;) {
    for (const path of missing) files[path] = await textOf(directory, path)
    const view = interpretSnapshot({ ...nowhere, files }, subject)
    if (!('missing' in view)) return view
    missing = view.missing
  }
}

async function textOf(directory: string, path: string): Promise<string | null> {
  try {
    return await readFile(join(directory, path), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    const message = `${path} in --directory cannot be read. Make it a readable file.`
    throw new ActionError('input-invalid', message, { cause: error })
  }
}
