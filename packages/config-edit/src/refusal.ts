import type { EditPath } from './api.ts'

/** Why an edit is not made; `editYaml` turns it into its result. */
export class Refusal extends Error {
  readonly path: EditPath
  constructor(path: EditPath, message: string) {
    super(message)
    this.path = path
  }
}

/** The path as people write it: `artifact.integrity`, `hosts[0]`, `annotations["a.b/c"]`. */
export function formatPath(path: EditPath): string {
  let text = ''
  for (const segment of path) {
    if (typeof segment === 'number') text += `[${segment}]`
    else if (/^[\p{L}\p{N}_$-]+$/u.test(segment)) text += text === '' ? segment : `.${segment}`
    else text += `[${JSON.stringify(segment)}]`
  }
  return text
}
