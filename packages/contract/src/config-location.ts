import { grammar } from './generated/constraints.ts'
import type { GitopsConfig } from './generated/documents.ts'

/** Path of the config file that everything else hangs on. */
export const configFile = 'gitops.yaml'
export const defaultDesiredStatePath = 'environments/{environment}/{mfe}.yaml'
export const defaultRegistrationPath = 'mfes/{mfe}.yaml'
export const defaultStatusContext = 'gitops/deployment'

type Layout = Pick<GitopsConfig, 'desiredState' | 'registrations'>
interface Names {
  environment: string
  mfe: string
}

/** File, and path inside it, of the desired state of one micro-frontend in one environment. */
export function desiredStateFile(config: Layout, names: Names): { file: string; key: string[] } {
  const { path, key = [] } = config.desiredState ?? { path: defaultDesiredStatePath }
  return { file: expand(path, names), key: key.map((segment) => expand(segment, names)) }
}

/** File of the registration of one micro-frontend. */
export function registrationFile(config: Layout, mfe: string): string {
  return expand(config.registrations?.path ?? defaultRegistrationPath, { mfe, environment: 'none' })
}

/** Names are checked again here, the last place before they become part of a path. */
function expand(template: string, names: Names): string {
  for (const name of ['environment', 'mfe'] as const) {
    if (!grammar[name].pattern.test(names[name]))
      throw new TypeError(`Not a valid ${name} name: ${JSON.stringify(names[name]).slice(0, 80)}`)
  }
  return template.replaceAll('{environment}', names.environment).replaceAll('{mfe}', names.mfe)
}
