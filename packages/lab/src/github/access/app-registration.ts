import { createPublicKey, generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { App, GitHubServer, NewApp } from '../types.ts'
import { accountNamed, addAccount, repositoryNamed, timestamp, type World } from '../world.ts'

/** Registers a GitHub App with a fresh key. */
export async function createApp(world: World, app: NewApp): Promise<App> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const id = world.nextId('app')
  const record = {
    ...app,
    id,
    clientId: `Iv23li${id.toString(36).padStart(14, 'A')}`,
    name: app.slug,
    owner: accountNamed(world, app.owner),
    events: app.events ?? [],
    bot: addAccount(world, `${app.slug}[bot]`, 'Bot'),
    publicKey: createPublicKey(publicKey),
    createdAt: timestamp(world),
  }
  world.apps.set(id, record)
  return { id, clientId: record.clientId, slug: app.slug, privateKey }
}

/** Installs an App on an account, on all or on some of its repositories. */
export function installApp(world: World, app: App, { owner, repositories }: Parameters<GitHubServer['installApp']>[1]): number {
  const record = world.apps.get(app.id)
  if (!record) throw new Error(`There is no App ${app.slug} in this lab. Create it first.`)
  const id = world.nextId('installation')
  const full = (name: string) => (name.includes('/') ? name : `${owner}/${name}`)
  world.installations.set(id, {
    id,
    app: record,
    account: accountNamed(world, owner),
    repositories: repositories ? new Set(repositories.map((name) => repositoryNamed(world, full(name)).id)) : null,
    createdAt: timestamp(world),
  })
  return id
}
