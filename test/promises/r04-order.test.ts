import { type DeploymentRequest, type DesiredState, decide, precedence, requestId } from '@mfe-gitops/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { config, desired, registration, request } from '../../packages/contract/test/examples.ts'
import { type ChangeHalf, runChangeHalf } from '../faults/change-half.ts'
import { type ChangeLab, configRepository, startChangeLab } from '../harness/config-repository.ts'
import { orderings } from './orderings.ts'

const versions = ['1.0.0', '1.1.0-rc.1', '1.1.0', '1.10.0']

describe('R4: in every order of up to four requests', () => {
  const cases = [1, 2, 3, 4].flatMap((count) => orderings(versions.slice(0, count)))

  it(`R4: the newest stays and every older one is superseded (${cases.length} orders)`, () => {
    for (const order of cases) {
      let live: DesiredState | null = null
      for (const version of order) {
        const asked = { ...request, version }
        const event = { name: 'repository_dispatch', action: asked.type, senderId: 1, installationId: null }
        const { outcome } = decide({ request: asked, event, config, registration, desired: live, sourceRepositoryId: null })
        const isNewer: boolean = live === null || versions.indexOf(version) > versions.indexOf(live.version)
        expect(outcome, `${version} after ${live?.version} in ${order}`).toBe(isNewer ? 'accepted' : 'superseded')
        if (isNewer) live = { ...desired, version, request: { ...desired.request, id: requestId(asked) } }
      }
      expect(live?.version).toBe(versions[order.length - 1])
    }
  })

  it('of two that wait, whichever looks at the other, the same one gives way', () => {
    const waiting = (version: string): DesiredState => ({ ...desired, version })
    for (const [older, newer] of versions.flatMap((low, index) => versions.slice(index + 1).map((high) => [low, high] as const))) {
      const order = { ordering: 'version', ancestry: null } as const
      expect(precedence({ ...order, request: { ...request, version: older }, desired: waiting(newer) })).toBe('older')
      expect(precedence({ ...order, request: { ...request, version: newer }, desired: waiting(older) })).toBe('newer')
    }
  })
})

describe('R4: with the bundles', () => {
  let lab: ChangeLab
  beforeEach(async () => {
    lab = await startChangeLab()
    for (const version of versions) lab.registry.publish('@acme/cart', version)
  })
  afterEach(() => lab?.close())

  const ask = (version: string): DeploymentRequest => lab.request({ version })
  const outcomeOf = ({ failed }: ChangeHalf) => failed?.run.outputs.outcome ?? 'merged'

  it.each(orderings(['1.0.0', '1.1.0', '1.10.0']))(
    'R4, fault 32: %s, %s, %s one after the other: the newest is desired',
    async (...order) => {
      const outcomes: string[] = []
      for (const version of order) outcomes.push(outcomeOf(await runChangeHalf(lab, ask(version))))
      const newestBefore = (index: number) =>
        order.slice(0, index).some((earlier) => versions.indexOf(earlier) > versions.indexOf(order[index] ?? ''))
      expect(outcomes).toEqual(order.map((_, index) => (newestBefore(index) ? 'superseded' : 'merged')))
      expect(await lab.github.readFile(configRepository, 'main', 'environments/staging/cart.yaml')).toContain('version: 1.10.0\n')
    },
  )
})
