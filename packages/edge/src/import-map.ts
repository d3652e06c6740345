import type { ArtifactManifest } from '@mfe-gitops/artifact/manifest'
import { isImmutable } from './live-files.ts'
import { urlPath } from './request-path.ts'

export interface ImportMap {
  imports: Record<string, string>
  integrity: Record<string, string>
}

export interface MappedVersion {
  mfe: string
  version: string
  entry: string
  manifest: ArtifactManifest
}

/**
 * `pinned` maps to the URLs of one version, so a page keeps the version that its import map was made for, with the digest of every
 * module. `live` maps to the URLs that follow the live version; there only modules whose URL never changes its bytes have a digest,
 * or a deployment would break the pages that are open.
 */
export type ImportMapStyle = 'pinned' | 'live'

/** The import map of an environment, MFEs in the order given. */
export function buildImportMap(versions: MappedVersion[], style: ImportMapStyle): ImportMap {
  const imports: [string, string][] = []
  const integrity: [string, string][] = []
  for (const { mfe, version, entry, manifest } of versions) {
    const pin = style === 'pinned' ? version : null
    imports.push([`@mfe/${mfe}`, urlPath(mfe, pin, entry)])
    for (const [path, file] of Object.entries(manifest.files)) {
      const isModule = file.contentType.startsWith('text/javascript')
      if (isModule && (style === 'pinned' || isImmutable(file))) integrity.push([urlPath(mfe, pin, path), file.integrity])
    }
  }
  return { imports: Object.fromEntries(imports), integrity: Object.fromEntries(integrity) }
}
