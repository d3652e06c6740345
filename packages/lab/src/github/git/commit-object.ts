export interface Person {
  readonly name: string
  readonly email: string
  /** ISO date as GitHub writes it, in seconds and UTC. */
  readonly date: string
}
export interface CommitObject {
  readonly oid: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly author: Person
  readonly committer: Person
  readonly message: string
}
export interface TreeEntry {
  readonly mode: string
  readonly name: string
  readonly oid: string
  readonly type: 'blob' | 'tree' | 'commit'
}

/** Reads the text of a commit object. */
export function parseCommit(oid: string, content: Buffer): CommitObject {
  const text = content.toString()
  const split = text.indexOf('\n\n')
  const headers = (split < 0 ? text : text.slice(0, split)).split('\n')
  const value = (name: string) => headers.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? ''
  return {
    oid,
    tree: value('tree'),
    parents: headers.filter((line) => line.startsWith('parent ')).map((line) => line.slice(7)),
    author: parsePerson(value('author')),
    committer: parsePerson(value('committer')),
    message: split < 0 ? '' : text.slice(split + 2).replace(/\n$/, ''),
  }
}

function parsePerson(line: string): Person {
  const found = /^(.*) <(.*)> (\d+) [+-]\d{4}$/.exec(line)
  return { name: found?.[1] ?? '', email: found?.[2] ?? '', date: isoSeconds(Number(found?.[3] ?? 0) * 1000) }
}

/** `2026-11-22T21:38:18Z`: GitHub leaves out milliseconds. */
export function isoSeconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z')
}

/** Reads a binary tree object. */
export function parseTree(content: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = []
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(32, at)
    const end = content.indexOf(0, space)
    const mode = content.toString('utf8', at, space).padStart(6, '0')
    entries.push({
      mode,
      name: content.toString('utf8', space + 1, end),
      oid: content.toString('hex', end + 1, end + 21),
      type: mode === '040000' ? 'tree' : mode === '160000' ? 'commit' : 'blob',
    })
    at = end + 21
  }
  return entries
}

/** First line of a commit message, and what follows the blank line. */
export function splitMessage(message: string): { headline: string; body: string } {
  const [headline = '', ...rest] = message.split('\n')
  return { headline, body: rest.join('\n').replace(/^\n+/, '') }
}
