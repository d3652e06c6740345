import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PortDescriptor } from '@mfe-gitops/targets'

export type Files = Readonly<Record<string, string>>

/** A folder of `examples/` as path to text. */
export function readExample(root: string, name: string): Record<string, string> {
  const folder = join(root, 'examples', name)
  if (!existsSync(folder)) throw new Error(`There is no example ${name} in ${join(root, 'examples')}.`)
  const files: Record<string, string> = {}
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
      .slice(folder.length + 1)
      .replaceAll('\\', '/')
    if (entry.isFile() && !/(?:^|\/)(?:node_modules|dist)\//.test(path)) files[path] = readFileSync(join(folder, path), 'utf8')
  }
  return files
}

/** The company of the examples under another login. Packages keep their scope. */
export function renamed(files: Files, login: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      text.replaceAll(/(?<![@\w-])acme\/(?=(?:cart|search|gitops-config)\b)/g, `${login}/`),
    ]),
  )
}

/** An app at another version, as `npm version` would leave it. */
export function withVersion(files: Files, version: string): Record<string, string> {
  const bumped: Record<string, string> = { ...files }
  for (const path of ['package.json', 'package-lock.json'])
    if (files[path] !== undefined) bumped[path] = files[path].replace(/("version": )"[^"]*"/, `$1"${version}"`)
  const lock = bumped['package-lock.json']
  if (lock !== undefined) bumped['package-lock.json'] = lock.replace(/("packages": \{\s*"": \{[^}]*?"version": )"[^"]*"/, `$1"${version}"`)
  return bumped
}

/** The entry `local` of the examples, turned into another target; environments go on naming it so. */
function entryOf(target: PortDescriptor): string {
  return `  local:\n${Object.entries(target)
    .map(([name, value]) => `    ${name}: ${value}\n`)
    .join('')}`
}

/** What only the lab knows of a config repository. */
export interface Connections {
  readonly edges: Readonly<Record<string, string>>
  readonly repositoryIds: Readonly<Record<string, number>>
  readonly target: PortDescriptor
}

/** The config repository with the edges' URLs, the ids of the repositories and the target of this lab. */
export function connectConfig(files: Files, { edges, repositoryIds, target }: Connections): Record<string, string> {
  const connected: Record<string, string> = { ...files }
  for (const [environment, url] of Object.entries(edges))
    connected['gitops.yaml'] = connected['gitops.yaml']!.replace(`http://${environment}.mfe.localhost`, url)
  if (target.provider !== 'local')
    connected['gitops.yaml'] = connected['gitops.yaml']!.replace(/^ {2}local:\n( {4}.*\n)+/m, entryOf(target))
  for (const [path, text] of Object.entries(files)) {
    const repository = path.startsWith('mfes/') ? /^repository: (\S+)/m.exec(text)?.[1] : undefined
    const id = repository === undefined ? undefined : repositoryIds[repository]
    if (id !== undefined) connected[path] = text.replace(/^repositoryId: \d+/m, `repositoryId: ${id}`)
  }
  return connected
}
