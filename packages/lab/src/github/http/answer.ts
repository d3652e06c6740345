/** What a route answers; a body is JSON unless it is bytes. */
export interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface FieldError {
  readonly resource?: string
  readonly field?: string
  readonly code: string
  readonly message?: string
  readonly value?: unknown
}

/** An answer that is not a success, thrown from wherever it becomes clear. */
export class Refusal extends Error {
  readonly status: number
  readonly errors: readonly (FieldError | string)[] | undefined
  readonly headers: Readonly<Record<string, string>>
  constructor(
    status: number,
    message: string,
    options: { errors?: readonly (FieldError | string)[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message)
    this.status = status
    this.errors = options.errors
    this.headers = options.headers ?? {}
  }
}

export const notFound = (): Refusal => new Refusal(404, 'Not Found')

/** documented: "Validation Failed" with one entry per field. */
export function invalid(resource: string, errors: readonly Omit<FieldError, 'resource'>[]): Refusal {
  return new Refusal(422, 'Validation Failed', { errors: errors.map((error) => ({ resource, ...error })) })
}

/** The body of every refused REST request. */
export function refusalBody(refusal: Refusal, documentation: string): Record<string, unknown> {
  return {
    message: refusal.message,
    ...(refusal.errors ? { errors: refusal.errors } : {}),
    documentation_url: documentation,
    status: String(refusal.status),
  }
}
