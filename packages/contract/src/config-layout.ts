import { configFile, defaultDesiredStatePath, defaultRegistrationPath } from './config-location.ts'
import type { GitopsConfig } from './generated/documents.ts'

interface LayoutFault {
  path: string[]
  seen: string
  allowed: string
  summary: string
  remedy: string
}

/** Deployments write desired state on their own, so no two may share a place, and none may reach a file that holds policy. */
export function layoutFaults(config: GitopsConfig): LayoutFault[] {
  return [...checkPlaces(config), ...checkPolicyFiles(config), ...checkRegistrations(config)]
}

function checkPlaces({ desiredState }: GitopsConfig): LayoutFault[] {
  const { path, key = [] } = desiredState ?? { path: defaultDesiredStatePath }
  const segments = [...path.split('/'), ...key]
  const found = {
    path: ['desiredState'],
    seen: [path, ...key].join(' '),
    remedy: 'Name each of {environment} and {mfe} in path or key, in segments of their own.',
  }
  const missing = ['{environment}', '{mfe}'].filter((name) => !segments.some((segment) => segment.includes(name)))
  const faults = missing.map((name) => ({
    ...found,
    allowed: 'a path and key that name both',
    summary: `Neither path nor key names ${name}; deployments would overwrite one another.`,
  }))
  // {environment}-{mfe} names the same file for a-b + c and for a + b-c.
  const isAmbiguous = segments.some((segment) => /\}[a-z0-9-]*\{/.test(segment))
  return isAmbiguous
    ? [
        ...faults,
        {
          ...found,
          allowed: 'placeholders with a dot or underscore between them',
          summary: 'Two different deployments could have the same place.',
        },
      ]
    : faults
}

function checkPolicyFiles(config: GitopsConfig): LayoutFault[] {
  const desired = config.desiredState?.path ?? defaultDesiredStatePath
  const policy = [configFile, config.registrations?.path ?? defaultRegistrationPath]
  const reached = Object.keys(config.environments).some((name) =>
    policy.some((file) => canBeSame(desired.replaceAll('{environment}', name), file)),
  )
  if (!reached) return []
  const summary = 'Deployments would write into a file that holds policy.'
  return [
    {
      path: ['desiredState', 'path'],
      seen: desired,
      allowed: `files that are neither ${policy.join(' nor ')}`,
      summary,
      remedy: 'Keep desired state in files of its own.',
    },
  ]
}

function checkRegistrations({ registrations }: GitopsConfig): LayoutFault[] {
  const path = registrations?.path ?? defaultRegistrationPath
  if (path.includes('{mfe}') && !path.includes('{environment}')) return []
  const summary = 'Each micro-frontend has one registration, for all environments.'
  return [
    {
      path: ['registrations', 'path'],
      seen: path,
      allowed: 'a path with {mfe} and without {environment}',
      summary,
      remedy: 'Correct the path.',
    },
  ]
}

/** Whether two paths can be the same for some micro-frontend names. */
function canBeSame(a: string, b: string): boolean {
  const matches = (template: string, path: string) => {
    const parts = template.split('{mfe}').map((part) => part.replaceAll('.', '\\.'))
    return new RegExp(`^${parts.join('[a-z0-9-]+')}$`).test(path.replaceAll('{mfe}', 'x'))
  }
  return matches(a, b) || matches(b, a)
}
