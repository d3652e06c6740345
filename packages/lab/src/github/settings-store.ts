import type { Repository } from './records.ts'

/** Secrets and variables of repositories and organisations. Names are upper case, as GitHub makes them. */
export function createSettingsStore(named: (fullName: string) => Repository) {
  const stores = { secret: new Map<string, Map<string, string>>(), variable: new Map<string, Map<string, string>>() }
  const set = (kind: keyof typeof stores, scope: string, { name, value }: { name: string; value: string }): void => {
    // documented: letters, digits and underscores, no digit first, no GITHUB_ prefix
    if (!/^[A-Za-z_]\w*$/.test(name) || /^GITHUB_/i.test(name))
      throw new Error(`${name} is no name for a ${kind}: letters, digits and _ only, not GITHUB_.`)
    const key = scope.toLowerCase()
    const values = stores[kind].get(key) ?? new Map<string, string>()
    stores[kind].set(key, values.set(name.toUpperCase(), value))
  }
  const read = (kind: keyof typeof stores, fullName: string): Record<string, string> => {
    const { owner, fullName: own } = named(fullName)
    const scopes = [owner.login, own].map((scope) => stores[kind].get(scope.toLowerCase()) ?? new Map<string, string>())
    return Object.fromEntries(scopes.flatMap((values) => [...values]))
  }
  return {
    setSecret: (scope: string, name: string, value: string) => set('secret', scope, { name, value }),
    setVariable: (scope: string, name: string, value: string) => set('variable', scope, { name, value }),
    secretsOf: (fullName: string) => read('secret', fullName),
    variablesOf: (fullName: string) => read('variable', fullName),
  }
}
