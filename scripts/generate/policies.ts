import { roles } from '../../packages/targets/src/aws/calls.ts'
import { policyOf } from '../../packages/targets/src/aws/iam-policy.ts'
import type { Generated } from './generated-files.ts'

/** The IAM policies of the roles that a target on AWS takes, from the code's own list of calls. */
export function policyFiles(): Generated {
  const names = Object.keys(roles) as (keyof typeof roles)[]
  const files = names.map((role) => ({
    path: `packages/targets/policies/${role}-role.json`,
    text: `${JSON.stringify(policyOf(role), null, 2)}\n`,
  }))
  return { files, problems: [] }
}
