/** A release that must not happen, with every reason at once. */
export class ReleaseError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'ReleaseError'
  }
}
