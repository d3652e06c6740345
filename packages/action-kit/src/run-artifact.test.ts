import { expect, it } from 'vitest'
import { uploadFile } from './run-artifact.ts'

function service(answers: (Error | null)[]) {
  const calls: string[] = []
  return {
    calls,
    uploadArtifact: async (name: string, files: string[], root: string) => {
      calls.push(`upload ${name} ${files.join()} of ${root}`)
      const answer = answers.shift()
      if (answer) throw answer
    },
    deleteArtifact: async (name: string) => void calls.push(`delete ${name}`),
  }
}

const conflict = new Error(
  'Failed to CreateArtifact: Received non-retryable error: Failed request: (409) Conflict: an artifact with this name already exists',
)
const upload = 'upload receipt /tmp/x/receipt.json of /tmp/x'

it('uploads once when nothing is in the way', async () => {
  const fake = service([null])
  await uploadFile(fake, { name: 'receipt', file: '/tmp/x/receipt.json' })
  expect(fake.calls).toEqual([upload])
})

it('replaces what an earlier attempt of the run left', async () => {
  const fake = service([conflict, null])
  await uploadFile(fake, { name: 'receipt', file: '/tmp/x/receipt.json' })
  expect(fake.calls).toEqual([upload, 'delete receipt', upload])
})

it('gives up on anything else', async () => {
  const fake = service([new Error('quota exceeded')])
  await expect(uploadFile(fake, { name: 'receipt', file: '/tmp/x/receipt.json' })).rejects.toThrow('quota exceeded')
  expect(fake.calls).toEqual([upload])
})
