import { dirname } from 'node:path'

/** The calls of @actions/artifact that are used, so that a test can stand in for the service. */
export interface ArtifactService {
  uploadArtifact(name: string, files: string[], root: string, options?: { readonly retentionDays?: number }): Promise<unknown>
  deleteArtifact(name: string): Promise<unknown>
}

/** Loads the client only when there is something to upload: it is by far the largest part of an action that uses it. */
export async function loadArtifactService(): Promise<ArtifactService> {
  const { DefaultArtifactClient } = await import('@actions/artifact')
  return new DefaultArtifactClient()
}

/** Uploads one file as an artifact of this run; the one that an earlier attempt left under the same name makes way. */
export async function uploadFile(
  service: ArtifactService,
  { name, file, retentionDays }: { name: string; file: string; retentionDays?: number },
): Promise<void> {
  const options = retentionDays === undefined ? {} : { retentionDays }
  const upload = () => service.uploadArtifact(name, [file], dirname(file), options)
  try {
    await upload()
  } catch (error) {
    if (!isConflict(error)) throw error
    await service.deleteArtifact(name)
    await upload()
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof Error && /\b409\b|conflict|already exists/i.test(error.message)
}
