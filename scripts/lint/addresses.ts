import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryFiles, root } from './command.ts'

/** Which mirror a package comes from is each user's own configuration; a host in the repository would override it. */
const registryHosts = [
  'registry.npmjs',
  'npmmirror',
  'registry.yarnpkg',
  'pypi',
  'pythonhosted',
  'proxy.golang',
  'crates',
  'repo1.maven',
  'repo.maven.apache',
]
const hosts = new RegExp(`https?://[^\\s"'<>)]*\\b(?:${registryHosts.map((host) => host.replaceAll('.', '\\.')).join('|')})\\b`, 'i')

/** A home or work folder of the machine that wrote the file. */
const machinePaths = /(?<![\w.@:/-])\/(?:root|home\/[a-z][\w-]*|Users\/[A-Za-z][\w-]*|work)\/[\w.-]+/

/** Where a home folder is part of an example or of a test's own data. */
const allowed = new Set(['scripts/lint/addresses.test.ts'])

export interface Address {
  readonly line: number
  readonly text: string
}

/** Addresses of a registry or of one machine in a text. */
export function findAddresses(text: string): Address[] {
  return text.split('\n').flatMap((content, index) => {
    const found = hosts.exec(content) ?? machinePaths.exec(content)
    return found === null ? [] : [{ line: index + 1, text: found[0] }]
  })
}

/** No file of the repository names a registry's host or a path of one machine. */
export async function addresses(): Promise<string> {
  const files = (await repositoryFiles()).filter((file) => !allowed.has(file) && isSmallFile(file))
  const found = files.flatMap((file) => findAddresses(readText(file)).map(({ line, text }) => `${file}:${line}: ${JSON.stringify(text)}`))
  if (found.length === 0) return ''
  return `${found.join('\n')}\nRemove the address: hosts belong to each user's registry configuration, folders to one machine.`
}

function isSmallFile(file: string): boolean {
  const stat = statSync(join(root, file), { throwIfNoEntry: false })
  return stat?.isFile() === true && stat.size < 5_000_000
}

function readText(file: string): string {
  const bytes = readFileSync(join(root, file))
  return bytes.includes(0) ? '' : bytes.toString()
}
