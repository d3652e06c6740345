import { type Actor, accountOf } from '../access/actor.ts'
import type { Account } from '../types.ts'
import type { World } from '../world.ts'

/** Who did something; `actor` is null when the lab itself did it, past all rules. */
export interface Cause {
  readonly account: Account
  readonly actor: Actor | null
}

export function causedBy(world: World, actor: Actor): Cause {
  return { account: accountOf(world, actor), actor }
}

export function byLab(account: Account): Cause {
  return { account, actor: null }
}
