/**
 * A port whose code is loaded by the first call to it: most actions use one of the three services, and each has a client of its own.
 * `calls` names everything that the port can do.
 */
export function onFirstUse<Port extends object>(calls: Readonly<Record<keyof Port, true>>, load: () => Promise<Port>): Port {
  let loading: Promise<Port> | undefined
  const call = async (name: keyof Port, values: readonly unknown[]): Promise<unknown> => {
    loading ??= load()
    const port = (await loading) as Record<keyof Port, (...values: readonly unknown[]) => unknown>
    return port[name](...values)
  }
  const names = Object.keys(calls) as (keyof Port)[]
  return Object.fromEntries(names.map((name) => [name, (...values: readonly unknown[]) => call(name, values)])) as Port
}
