import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publishTarball, readPackument } from './npm-protocol.ts'
import type { SeedPackage } from './seed.ts'

/** A real npm registry of the lab's own: it knows what was published to it and asks no other registry. */
export interface Registry {
  /** With a trailing slash. */
  readonly url: string
  /** May publish and read. */
  readonly publishToken: string
  /** May read what needs a token. */
  readonly readToken: string
  /** What the registry says of a package; null when it has none. */
  packument(name: string): Promise<Packument | null>
  close(): Promise<void>
}

export interface Packument {
  readonly name: string
  readonly 'dist-tags': Readonly<Record<string, string>>
  readonly versions: Readonly<Record<string, { readonly dist: { readonly integrity: string; readonly tarball: string } }>>
}

export interface RegistryOptions {
  readonly directory: string
  /** Scopes that need a token even to read, such as `@acme`. */
  readonly scopes: readonly string[]
  /** Published before the registry is handed out, byte for byte as they are. */
  readonly seed?: readonly SeedPackage[]
}

const publisher = 'publisher'

/** Starts verdaccio in a process of its own on a free port of the loopback. */
export async function startRegistry({ directory, scopes, seed = [] }: RegistryOptions): Promise<Registry> {
  await mkdir(directory, { recursive: true })
  const child = fork(fileURLToPath(new URL('./registry-process.ts', import.meta.url)), {
    cwd: directory,
    env: { PATH: process.env.PATH ?? '', HOME: directory, NODE_ENV: 'production' },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  try {
    const url = await listen(child, configuration(directory, scopes))
    const publishToken = await addUser(url, publisher)
    const readToken = await addUser(url, 'reader')
    await Promise.all(seed.map((each) => publishTarball(url, publishToken, each)))
    return {
      url,
      publishToken,
      readToken,
      packument: (name) => readPackument(url, publishToken, name),
      close: () => stop(child),
    }
  } catch (error) {
    await stop(child)
    throw error
  }
}

async function listen(child: ChildProcess, config: object): Promise<string> {
  let errors = ''
  child.stderr!.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-4000)
  })
  child.send(config)
  const started = once(child, 'message').then(([message]) => (message as { port: number }).port)
  const ended = once(child, 'exit').then(([code]) =>
    Promise.reject(new Error(`The npm registry ended with code ${code} before it listened. ${errors}`)),
  )
  const port = await Promise.race([started, ended])
  ended.catch(() => {}) // from here on its end is wanted
  return `http://127.0.0.1:${port}/`
}

/** No uplinks and no proxy: a package that was not published here does not exist. */
function configuration(directory: string, scopes: readonly string[]): object {
  const own = Object.fromEntries(
    scopes.map((scope) => [`${scope}/*`, { access: '$authenticated', publish: publisher, unpublish: publisher }]),
  )
  return {
    storage: join(directory, 'storage'),
    configPath: join(directory, 'config.yaml'),
    self_path: join(directory, 'config.yaml'),
    uplinks: {},
    packages: { ...own, '**': { access: '$all', publish: publisher } },
    auth: { htpasswd: { file: join(directory, 'htpasswd'), rounds: 4 } },
    security: { api: { legacy: false, jwt: { sign: { expiresIn: '1d' } } } }, // a token is then checked without bcrypt
    web: { enable: false },
    log: { type: 'stderr', format: 'pretty', level: 'error' },
    max_body_size: '200mb',
    server: { keepAliveTimeout: 60 },
  }
}

/** Makes an account; answers its token. */
async function addUser(url: string, name: string): Promise<string> {
  const response = await fetch(`${url}-/user/org.couchdb.user:${encodeURIComponent(name)}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password: `password of ${name}`, email: `${name}@example.com`, type: 'user', roles: [] }),
  })
  if (!response.ok) throw new Error(`The npm registry refused the account ${name}: ${response.status} ${await response.text()}`)
  return ((await response.json()) as { token: string }).token
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGKILL') // nothing in it outlives the lab
  await exit
}
