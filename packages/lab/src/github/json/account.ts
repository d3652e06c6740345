import { nodeId } from '../ids.ts'
import type { Account } from '../types.ts'
import type { AppRecord, World } from '../world.ts'

export type Json = Record<string, unknown>

const nodePrefix = { User: 'U', Organization: 'O', Bot: 'BOT' } as const

export function accountNodeId(account: Account): string {
  return nodeId(nodePrefix[account.type], account.id)
}

/** A person, organisation or bot, as every body embeds it. */
export function accountJson(world: World, account: Account): Json {
  const { api, html } = world.urls
  const url = `${api}/users/${encodeURIComponent(account.login)}`
  return {
    login: account.login,
    id: account.id,
    node_id: accountNodeId(account),
    avatar_url: `${html}/avatars/${account.id}`,
    gravatar_id: '',
    url,
    html_url: account.type === 'Bot' ? `${html}/apps/${account.login.replace(/\[bot\]$/, '')}` : `${html}/${account.login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    site_admin: false,
  }
}

/** An organisation as webhooks carry it. */
export function organizationJson(world: World, account: Account): Json {
  const url = `${world.urls.api}/orgs/${account.login}`
  return {
    login: account.login,
    id: account.id,
    node_id: accountNodeId(account),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${world.urls.html}/avatars/${account.id}`,
    description: null,
  }
}

export function appJson(world: World, app: Omit<AppRecord, 'publicKey' | 'bot'>): Json {
  return {
    id: app.id,
    client_id: app.clientId,
    slug: app.slug,
    node_id: nodeId('A', app.id),
    owner: accountJson(world, app.owner),
    name: app.name,
    description: null,
    external_url: `${world.urls.html}/apps/${app.slug}`,
    html_url: `${world.urls.html}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: app.permissions,
    events: app.events,
  }
}
