import { isMap, jsonOrNull } from '@mfe-gitops/contract'

type Json = Record<string, unknown>

/** The addresses of an import map; one that ends with a slash stands for a folder. */
export function importMapReferences(text: string): string[] {
  const map = asRecord(jsonOrNull(text))
  const tables = [map.imports, ...Object.values(asRecord(map.scopes))]
  return tables.flatMap((table) => texts(Object.values(asRecord(table)))).filter((address) => /^\.{1,2}\//.test(address))
}

/**
 * The files of a module federation manifest: the remote entry, and the assets of what it exposes and shares. They are given relative to
 * the public path, which is where the manifest itself lies.
 */
export function federationReferences(text: string): string[] {
  const manifest = asRecord(jsonOrNull(text))
  const { remoteEntry } = asRecord(manifest.metaData)
  const { name, path } = asRecord(remoteEntry)
  const entry =
    typeof name === 'string' && name !== ''
      ? [`${typeof path === 'string' && path !== '' ? `${path.replace(/\/$/, '')}/` : ''}${name}`]
      : []
  const parts = [manifest.exposes, manifest.shared].flatMap((list) => (Array.isArray(list) ? list : []))
  return [...entry, ...parts.flatMap((part) => assetsOf(asRecord(part).assets))]
}

function assetsOf(assets: unknown): string[] {
  const { js, css } = asRecord(assets)
  return [js, css].flatMap((kind) => Object.values(asRecord(kind)).flatMap((list) => (Array.isArray(list) ? texts(list) : [])))
}

function asRecord(value: unknown): Json {
  return isMap(value) ? value : {}
}

function texts(values: unknown[]): string[] {
  return values.filter((value) => typeof value === 'string')
}
