import { type ArtifactManifest, type FileHeaders, type FileRules, headersDigest } from '@mfe-gitops/artifact'

/**
 * Headers of the manifest itself. One of its tags stands for the headers of all files, so that a repeat sees with the manifest alone
 * whether any of them has to change. The bytes of the manifest never do.
 */
export function manifestHeaders(rules: FileRules, { mfe, files }: Pick<ArtifactManifest, 'mfe' | 'files'>): FileHeaders {
  const digest = headersDigest(rules, new Set(Object.keys(files)))
  return { contentType: 'application/json; charset=utf-8', cacheControl: 'no-cache', tags: [mfe, `headers-${digest.slice(0, 32)}`] }
}
