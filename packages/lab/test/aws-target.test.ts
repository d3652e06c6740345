import { describe, expect, it } from 'vitest'
import { findServices, loadScenario, playScenario } from '../src/index.ts'

const { versitygw, dynamo } = findServices()
const isHere = versitygw !== null && dynamo !== null

describe.skipIf(!isHere)(isHere ? 'a lab on the services of AWS' : 'skipped, versitygw and DynamoDB Local are not installed', () => {
  it.each(['rollback'])('plays %s from the push to the page', async (name) => {
    const { result, lab, error } = await playScenario(await loadScenario(name), { target: 'aws' })
    try {
      if (error !== null) throw error
      expect(result.failures).toEqual([])
      expect(result.deployments.length).toBeGreaterThan(0)
      const purges = (await lab.target.feed?.after(0)) ?? []
      expect(purges.length).toBe(result.deployments.filter(({ outcome }) => outcome === 'deployed').length)
      expect(lab.descriptor.provider).toBe('aws')
    } finally {
      await lab.close()
    }
  })
})
