import { accountJson, accountNodeId } from '../json/account.ts'
import type { Account } from '../types.ts'
import type { World } from '../world.ts'
import type { Node } from './context.ts'

/** from memory: an App's login has no `[bot]` here, unlike in REST. */
export function actorNode(world: World, account: Account): Node {
  const page = String(accountJson(world, account).html_url)
  return {
    __typename: account.type,
    id: accountNodeId(account),
    databaseId: account.id,
    login: account.type === 'Bot' ? account.login.replace(/\[bot\]$/, '') : account.login,
    name: account.login,
    avatarUrl: () => String(accountJson(world, account).avatar_url),
    url: page,
    resourcePath: new URL(page).pathname,
  }
}
