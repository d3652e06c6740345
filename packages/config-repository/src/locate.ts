import { defaultDesiredStatePath, defaultRegistrationPath, type GitopsConfig } from '@mfe-gitops/contract'
import { isMap, parseDocument } from 'yaml'

export interface DesiredStatePlace {
  readonly environment: string
  readonly mfe: string
  readonly file: string
  readonly key: readonly string[]
}

const name = '[a-z0-9][a-z0-9-]{0,62}'

/** The desired states that a file of the config repository may hold: one for a file per MFE, several for a shared file. Empty for other files. */
export function locateDesiredStates(config: GitopsConfig, path: string, texts: readonly (string | null)[]): DesiredStatePlace[] {
  const template = config.desiredState ?? { path: defaultDesiredStatePath }
  const match = templatePattern(template.path).exec(path)
  if (!match) return []
  return expandKeys(template.key ?? [], match.groups ?? {}, texts).flatMap(({ environment, mfe, key }) =>
    environment !== undefined && mfe !== undefined && Object.hasOwn(config.environments, environment)
      ? [{ environment, mfe, file: path, key }]
      : [],
  )
}

/** True for a file that may hold desired states; which ones a shared file holds only its text tells. */
export function isDesiredStateFile(config: GitopsConfig, path: string): boolean {
  return templatePattern(config.desiredState?.path ?? defaultDesiredStatePath).test(path)
}

/** True for the file of a registration, whichever MFE it registers. */
export function isRegistrationFile(config: GitopsConfig, path: string): boolean {
  return templatePattern(config.registrations?.path ?? defaultRegistrationPath).test(path)
}

/** What matches a path template, or one segment of it; the names at its placeholders are groups. */
export function templatePattern(template: string): RegExp {
  const seen = new Set<string>()
  const source = template.split(/(\{environment\}|\{mfe\})/).map((part) => {
    const field = /^\{(environment|mfe)\}$/.exec(part)?.[1]
    if (field === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    const isFirst = !seen.has(field)
    seen.add(field)
    return isFirst ? `(?<${field}>${name})` : `\\k<${field}>`
  })
  return new RegExp(`^${source.join('')}$`)
}

interface Expansion {
  readonly environment: string | undefined
  readonly mfe: string | undefined
  readonly key: readonly string[]
}

// A placeholder that the path does not decide is decided by the keys that stand at its place in either text.
function expandKeys(template: readonly string[], found: Readonly<Record<string, string>>, texts: readonly (string | null)[]): Expansion[] {
  let open: Expansion[] = [{ environment: found.environment, mfe: found.mfe, key: [] }]
  for (const segment of template) {
    open = open.flatMap((entry) => {
      const field = /^\{(environment|mfe)\}$/.exec(segment)?.[1] as 'environment' | 'mfe' | undefined
      if (field === undefined) return [{ ...entry, key: [...entry.key, segment] }]
      const decided = entry[field]
      const values = decided !== undefined ? [decided] : keysAt(texts, entry.key)
      return values.map((value) => ({ ...entry, [field]: value, key: [...entry.key, value] }))
    })
  }
  return open
}

function keysAt(texts: readonly (string | null)[], key: readonly string[]): string[] {
  const keys = texts.flatMap((text) => {
    if (text === null) return []
    const document = parseDocument(text, { uniqueKeys: false })
    const node = key.length === 0 ? document.contents : document.getIn(key, true)
    return isMap(node) ? node.items.map((item) => String(item.key)) : []
  })
  return [...new Set(keys)].filter((value) => new RegExp(`^${name}$`).test(value))
}
