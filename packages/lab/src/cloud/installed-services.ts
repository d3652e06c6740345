import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { libraryRoot } from '../runner/tools.ts'

/** Where `npm test` and `npm run lab -- --target aws` find the services; null for one that this machine cannot have. */
export interface InstalledServices {
  readonly versitygw: string | null
  readonly moto: string | null
  /** The folder of DynamoDB Local's libraries. */
  readonly dynamo: string | null
}

export function findServices(): InstalledServices {
  const services = join(libraryRoot, '.tools/services')
  const installed = (name: string, path: string) => (existsSync(join(services, name, 'installed')) ? join(services, name, path) : null)
  return {
    versitygw: installed('versitygw', 'versitygw'),
    moto: installed('moto', 'bin/moto_server'),
    dynamo: installed('dynamodb-local', 'lib'),
  }
}

/** The path of a service, or an error that says how to get it. */
export function installedService(name: keyof InstalledServices): string {
  const path = findServices()[name]
  if (path !== null) return path
  const needs = { versitygw: 'Go', moto: 'Python 3', dynamo: 'Java 17 and Maven' }[name]
  throw new Error(
    `The service ${name} is not installed. It needs ${needs} on this machine; \`npm run lab -- --target aws\` installs it then.`,
  )
}
