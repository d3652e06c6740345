import { rejection } from '@mfe-gitops/action-kit'
import { grammar, reason } from '@mfe-gitops/contract'

/** The value of an option that must follow one of the contract's alphabets. */
export function matchingOption(option: `--${string}`, value: string, rule: keyof typeof grammar): string {
  const { pattern, allowed } = grammar[rule]
  if (pattern.test(value)) return value
  throw rejection([reason('field-invalid', { field: option, seen: value, allowed })])
}
