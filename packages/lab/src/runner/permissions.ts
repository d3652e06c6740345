export type Level = 'none' | 'read' | 'write'
export type JobPermissions = Readonly<Record<string, Level>>

/** Every permission that a workflow can ask for. */
const names = [
  'actions',
  'artifact-metadata',
  'attestations',
  'checks',
  'contents',
  'deployments',
  'discussions',
  'id-token',
  'issues',
  'models',
  'packages',
  'pages',
  'pull-requests',
  'security-events',
  'statuses',
]

/** What a workflow gets that names no permissions: the restricted default of new organisations. */
export const defaultPermissions: JobPermissions = { contents: 'read', packages: 'read' }

/** The value below `permissions`, or undefined when there is none. Whatever is not named is `none`. */
export function parsePermissions(value: unknown): JobPermissions | undefined {
  if (value === undefined || value === null) return undefined
  if (value === 'read-all' || value === 'write-all') {
    const level: Level = value === 'read-all' ? 'read' : 'write'
    return Object.fromEntries(names.map((name) => [name, level]))
  }
  if (typeof value !== 'object') return {}
  return Object.fromEntries(Object.entries(value).filter((pair): pair is [string, Level] => rank(pair[1]) > 0))
}

/** What a called job asks for beyond what its caller allows, as GitHub words it. */
export function exceeding(asked: JobPermissions, allowed: JobPermissions): string[] {
  return Object.entries(asked)
    .filter(([name, level]) => rank(level) > rank(allowed[name]))
    .map(([name, level]) => `'${name}: ${level}', but is only allowed '${name}: ${allowed[name] ?? 'none'}'`)
}

/** One token that is good enough for every job: act has one for the whole run, GitHub one for each job. */
export function union(all: readonly JobPermissions[]): JobPermissions {
  const result: Record<string, Level> = {}
  for (const permissions of all)
    for (const [name, level] of Object.entries(permissions)) if (rank(level) > rank(result[name])) result[name] = level
  return result
}

function rank(level: unknown): number {
  return level === 'write' ? 2 : level === 'read' ? 1 : 0
}
