import type { TokenPermissions } from '../types.ts'

export type Permissions = Readonly<Record<string, 'read' | 'write' | 'admin'>>

const permissionNames = [
  'actions',
  'checks',
  'contents',
  'deployments',
  'issues',
  'metadata',
  'packages',
  'pull_requests',
  'statuses',
] as const

/** Permissions as the platform stores them: names with underscores, no `none`, metadata always readable. */
export function readPermissions(given: TokenPermissions): Permissions {
  if (given === 'read-all' || given === 'write-all') {
    const access = given === 'read-all' ? 'read' : 'write'
    return { ...Object.fromEntries(permissionNames.map((name) => [name, access])), metadata: 'read' } as Permissions
  }
  const entries = Object.entries(given).map(([name, access]) => [name.replaceAll('-', '_'), access] as const)
  for (const [name, access] of entries) {
    if (!['read', 'write', 'admin', 'none'].includes(access))
      throw new Error(`Permission ${name}: ${access} is none of read, write, admin, none.`)
  }
  return { metadata: 'read', ...Object.fromEntries(entries.filter(([, access]) => access !== 'none')) } as Permissions
}
