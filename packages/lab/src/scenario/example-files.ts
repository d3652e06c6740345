import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

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

/** The config repository with what only the lab knows: the edges' URLs and the ids of the repositories. */
export function connectConfig(
  files: Files,
  edges: Readonly<Record<string, string>>,
  repositoryIds: Readonly<Record<string, number>>,
): Record<string, string> {
  const connected: Record<string, string> = { ...files }
  for (const [environment, url] of Object.entries(edges))
    connected['gitops.yaml'] = connected['gitops.yaml']!.replace(`http://${environment}.mfe.localhost`, url)
  for (const [path, text] of Object.entries(files)) {
    const repository = path.startsWith('mfes/') ? /^repository: (\S+)/m.exec(text)?.[1] : undefined
    const id = repository === undefined ? undefined : repositoryIds[repository]
    if (id !== undefined) connected[path] = text.replace(/^repositoryId: \d+/m, `repositoryId: ${id}`)
  }
  return connected
}
