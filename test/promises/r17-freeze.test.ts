import { afterAll, beforeAll, expect, it } from 'vitest'
import { runChangeHalf } from '../faults/change-half.ts'
import { compareEndStates, readEndState } from '../faults/end-state.ts'
import { ended } from '../harness/change-steps.ts'
import { type ChangeLab, configRepository, startChangeLab } from '../harness/config-repository.ts'

let lab: ChangeLab
beforeAll(async () => {
  lab = await startChangeLab()
  for (const version of ['1.0.0', '1.1.0', '1.2.0']) lab.registry.publish('@acme/cart', version)
})
afterAll(() => lab?.close())

const freeze = "    frozen: { reason: 'Holidays' }\n"

it.each<[string, string, string, string, string]>([
  ['environment', 'gitops.yaml', '  staging:\n', 'environment-frozen', '1.0.0'],
  ['micro-frontend', 'mfes/cart.yaml', '  staging:\n', 'mfe-frozen', '1.1.0'],
])(
  'R17: a frozen %s refuses a request and writes nothing; lifted, the same request goes through',
  async (_, file, below, code, version) => {
    const thawed = (await lab.github.readFile(configRepository, 'main', file)) ?? ''
    const commit = (text: string) => lab.github.commitFiles(configRepository, { message: `Change ${file}`, files: { [file]: text } })
    await commit(thawed.replace(below, `${below}${freeze}`))
    const request = lab.request({ version })
    const [before, first] = [await readEndState(lab), lab.github.requests.length]
    const { failed } = await runChangeHalf(lab, request)
    expect(failed?.action).toBe('validate-payload')
    if (failed) expect(ended(failed.run, 'rejected', code).outputs.reasons).toContain('Holidays')
    expect(lab.github.requests.slice(first).filter(({ kind }) => kind !== 'read')).toEqual([])
    expect(compareEndStates(before, await readEndState(lab))).toEqual([])
    await commit(thawed)
    expect((await runChangeHalf(lab, request)).failed).toBeNull()
    expect(await lab.github.readFile(configRepository, 'main', 'environments/staging/cart.yaml')).toContain(`version: ${version}\n`)
  },
)
