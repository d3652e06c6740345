import { ArtifactError } from './artifact-error.ts'

export interface UnpackLimits {
  maxFiles: number
  maxFileBytes: number
  maxTotalBytes: number
  /** Unpacked bytes per packed byte; looked at once more than a megabyte came out. */
  maxRatio: number
}

/**
 * Ten times the 2,000 files of a large micro-frontend: each costs a request to the store. A file may be as large as the largest archive.
 * All of them and the archive beside them lie on the runner's disk, of which GitHub promises 14 GB. Text packs to a tenth, a tar of small
 * files to a fiftieth; deflate's own limit, which only bombs come near, is a thousandth.
 */
export const defaultLimits: UnpackLimits = {
  maxFiles: 20_000,
  maxFileBytes: 2 * 1024 ** 3,
  maxTotalBytes: 4 * 1024 ** 3,
  maxRatio: 200,
}

const RATIO_FLOOR = 1024 * 1024

/** Counts what comes out of an archive; gives the refusal once it is too much. What `packed` bytes may become grows with them. */
export interface UnpackBudget {
  open(packed: number): void
  take(bytes: number): ArtifactError | null
}

export function createBudget(limits: UnpackLimits): UnpackBudget {
  let packed = 0
  let total = 0
  return {
    open: (bytes) => {
      packed += bytes
    },
    take: (bytes) => {
      total += bytes
      if (total > limits.maxTotalBytes) return refused(`unpacks to more than ${limits.maxTotalBytes} bytes`)
      if (total > RATIO_FLOOR && total > packed * limits.maxRatio) return refused(`unpacks to more than ${limits.maxRatio} times its size`)
      return null
    },
  }
}

function refused(what: string): ArtifactError {
  return new ArtifactError('artifact-invalid', `The archive ${what}, which is more than is allowed.`)
}
