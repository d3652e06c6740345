import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LiveRow, openTarget, type Target, versionPrefix } from '@mfe-gitops/targets'
import { createEdge, type Edge, type EdgeOptions, type EdgePorts } from '../src/edge.ts'
import { uploadVersion } from './uploaded-version.ts'

/** A real local target with what a deployment does to it, and an edge in front of it. */
export interface LiveTarget {
  target: Target
  clock: { now: number }
  edge(options?: EdgeOptions, ports?: Partial<EdgePorts>): Edge
  upload(mfe: string, version: string, files: Record<string, string>): Promise<void>
  activate(mfe: string, version: string, entry?: string, canary?: { version: string; percentage: number }): Promise<LiveRow>
  purge(...keys: string[]): Promise<void>
  remove(): Promise<void>
}

export async function createLiveTarget(): Promise<LiveTarget> {
  const directory = await mkdtemp(join(tmpdir(), 'mfe-edge-'))
  const target = await openTarget({ provider: 'local', directory }, {})
  const clock = { now: 1_000_000 }
  let generation = 0
  let purges = 0
  return {
    target,
    clock,
    edge: (options, ports) =>
      createEdge(
        { environment: 'staging', store: target.store, table: target.table, cacheFeed: target.feed, now: () => clock.now, ...ports },
        options,
      ),
    upload: (mfe, version, files) => uploadVersion(target.store, mfe, version, files),
    activate: async (mfe, version, entry = 'entry.js', canary) => {
      generation++
      const served = (name: string) => ({
        ...{ version: name, integrity: `sha512-${name}`, prefix: versionPrefix(mfe, name), entry, entryIntegrity: null },
      })
      const row = { environment: 'staging', mfe, generation, requestId: String(generation), activatedAt: '2026-11-22T10:00:00.000Z' }
      const second = canary === undefined ? {} : { canary: { ...served(canary.version), percentage: canary.percentage } }
      const live: LiveRow = { ...row, ...served(version), ...second }
      await target.table.activate(live)
      return live
    },
    purge: async (...keys) => {
      const tags = keys.filter((key) => key.startsWith('#')).map((key) => key.slice(1))
      await target.cache.purge({ reference: String(purges++), paths: keys.filter((key) => key.startsWith('/')), tags })
    },
    remove: async () => {
      await target.close()
      await rm(directory, { recursive: true })
    },
  }
}

/** A GET as text, with the headers that the tests look at. */
export async function get(
  edge: Edge,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string; headers: Record<string, string> }> {
  const response = await edge.handle({ method: 'GET', path, headers })
  return { status: response.status, text: new TextDecoder().decode(response.body), headers: response.headers }
}
