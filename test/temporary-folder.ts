import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * One folder for all that tests and the processes they start put below the system's temporary folder: those that are killed on purpose
 * cannot tidy up themselves. Removed when the tests end.
 */
export default async function provideTemporaryFolder(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'mfe-tests-'))
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  return async () => {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}
