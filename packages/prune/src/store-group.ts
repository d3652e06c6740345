import type { GitopsConfig } from '@mfe-gitops/contract'
import { type LocalFolder, mayShareObjects, type StorePlace, storePlace } from './store-place.ts'

/** One store, and everything in gitops.yaml that uses it. */
export interface StoreGroup {
  /** What tells it from other stores, such as `s3://bucket/prefix`. */
  readonly store: string
  /** Targets of environments that have it as their store. */
  readonly targets: readonly string[]
  /** The environments that it serves, or may serve: what any of them needs stays. */
  readonly environments: readonly string[]
}

/** The stores of all environments, each once, however many targets name it and however they spell it. */
export function groupStores(config: Pick<GitopsConfig, 'environments' | 'targets'>, localFolder: LocalFolder): StoreGroup[] {
  const uses = Object.entries(config.environments).flatMap(([environment, { target }]) => {
    const place = storePlace(config, target, localFolder)
    return place === null ? [] : [{ environment, target, place }] // a config that was parsed has no environment without a target
  })
  const places = new Map<string, StorePlace>(uses.map(({ place }) => [place.name, place]))
  return [...places].map(([store, place]) => ({
    store,
    targets: [...new Set(uses.filter((use) => use.place.name === store).map(({ target }) => target))],
    environments: uses.filter((use) => mayShareObjects(use.place, place)).map(({ environment }) => environment),
  }))
}
