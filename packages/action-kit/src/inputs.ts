import { ActionError } from './action-error.ts'
import { oneLine, shortened } from './printable.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The readers of an action's inputs. White space around a value is dropped, and an empty value counts as absent. */
export interface Inputs {
  required(name: string): string
  optional(name: string): string | undefined
  /** A token or key. One with white space or control characters in it was pasted or masked wrongly; the value itself is never shown. */
  secret(name: string): string | undefined
  /** The same, where a step cannot do without it. */
  requiredSecret(name: string): string
  /** Values separated by commas or line breaks. */
  list(name: string): string[]
  /** Values on lines of their own, for values that may hold commas. */
  lines(name: string): string[]
  /** A value that fits a grammar of the contract, such as `grammar.mfe`. */
  matching(name: string, grammar: { readonly pattern: RegExp; readonly allowed: string }): string
  oneOf<const T extends string>(name: string, allowed: readonly T[]): T
  /** `true` or `false`, as YAML 1.2 writes them. */
  flag(name: string): boolean
  integer(name: string, range?: { readonly min?: number; readonly max?: number }): number
  /** A JSON value; undefined when the input is empty. */
  json(name: string): unknown
}

/** Inputs as the runner passes them, in variables named INPUT_<NAME>. */
export function inputsFrom(env: Environment): Inputs {
  const optional = (name: string) => {
    const value = (env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '').trim()
    return value === '' ? undefined : value
  }
  const required = (name: string) => {
    const value = optional(name)
    if (value !== undefined) return value
    throw new ActionError('input-missing', `Input "${name}" is empty. Set it in the "with:" of the step.`)
  }
  const secret = (name: string) => {
    const value = optional(name)
    if (value === undefined || /^[\x21-\x7e]+$/.test(value)) return value
    const message = `Input "${name}" must be one word of printable ASCII characters. Check the secret that it is filled from: two values, a line break or a quoted value are the usual mistakes.`
    throw new ActionError('input-invalid', message)
  }
  return {
    required,
    optional,
    secret,
    requiredSecret: (name) => secret(name) ?? required(name),
    list: (name) => parts(optional(name), /[,\n]/),
    lines: (name) => parts(optional(name), /\n/),
    matching: (name, { pattern, allowed }) => {
      const value = required(name)
      if (pattern.test(value)) return value
      throw invalid(name, value, allowed)
    },
    oneOf: (name, allowed) => {
      const value = required(name)
      const found = allowed.find((entry) => entry === value)
      if (found !== undefined) return found
      throw invalid(name, value, `one of ${allowed.join(', ')}`)
    },
    flag: (name) => {
      const value = required(name)
      if (/^(true|True|TRUE)$/.test(value)) return true
      if (/^(false|False|FALSE)$/.test(value)) return false
      throw invalid(name, value, 'true or false')
    },
    integer: (name, { min = 0, max = Number.MAX_SAFE_INTEGER } = {}) => {
      const value = required(name)
      const number = /^-?\d{1,16}$/.test(value) ? Number(value) : Number.NaN
      if (Number.isSafeInteger(number) && number >= min && number <= max) return number
      throw invalid(name, value, `a whole number ${max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`}`)
    },
    json: (name) => {
      const value = optional(name)
      return value === undefined ? undefined : parseJson(name, value)
    },
  }
}

/** Readers of this process's inputs, for the `inputs.ts` of an action. */
export const { required, optional, secret, requiredSecret, list, lines, matching, oneOf, flag, integer, json } = inputsFrom(process.env)

function parseJson(name: string, value: string): unknown {
  try {
    return JSON.parse(value)
  } catch (cause) {
    throw invalid(name, value, 'JSON text', cause)
  }
}

function parts(value: string | undefined, separator: RegExp): string[] {
  return (value ?? '').split(separator).flatMap((part) => (part.trim() === '' ? [] : [part.trim()]))
}

function invalid(name: string, value: string, allowed: string, cause?: unknown): ActionError {
  const message = `Input "${name}" must be ${allowed}, got "${shortened(oneLine(value), 80)}". Correct it in the "with:" of the step.`
  return new ActionError('input-invalid', message, { cause })
}
