/** A value that is really in the data: no name may find what every object inherits. */
export function own<T>(values: { [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined
}
