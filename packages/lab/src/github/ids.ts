/** Numbers that grow per kind, from where GitHub's own stand today, so that nothing grows up believing that ids are small. */
export type IdKind = keyof typeof firstIds

const firstIds = {
  account: 90_000_001,
  repository: 780_000_001,
  app: 1_200_001,
  installation: 60_000_001,
  run: 19_000_000_001,
  job: 54_000_000_001,
  artifact: 4_500_000_001,
  workflow: 170_000_001,
  pull: 2_900_000_001,
  comment: 3_500_000_001,
  label: 9_000_000_001,
  status: 38_000_000_001,
  deployment: 3_100_000_001,
  deploymentStatus: 5_100_000_001,
  suite: 48_000_000_001,
  ruleset: 8_000_001,
  review: 3_400_000_001,
  queueEntry: 60_000_001,
  request: 1,
} as const

export type NextId = (kind: IdKind) => number

export function createIds(): NextId {
  const next = new Map<IdKind, number>()
  return (kind) => {
    const id = next.get(kind) ?? firstIds[kind]
    next.set(kind, id + 1)
    return id
  }
}

/** Global node ids: a prefix per type and the parts that find the object again. GitHub's are opaque too, in another encoding. */
export function nodeId(prefix: string, ...parts: (string | number)[]): string {
  return `${prefix}_${Buffer.from(parts.join('\0')).toString('base64url')}`
}

export function parseNodeId(id: string): { prefix: string; parts: string[] } | null {
  const at = id.indexOf('_')
  if (at < 1) return null
  const parts = Buffer.from(id.slice(at + 1), 'base64url')
    .toString()
    .split('\0')
  return nodeId(id.slice(0, at), ...parts) === id ? { prefix: id.slice(0, at), parts } : null
}
