import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { defineScenario } from '../../src/scenario/scenario.ts'

export default defineScenario({
  name: 'withdrawal',
  summary:
    'The CDN goes on serving the old entry: the probe takes the new version back, a re-run leaves it so, and once the CDN is mended it goes live.',
  async run(lab) {
    const cdn = await startCdn((await lab.edge('staging')).url)
    try {
      const acme = await lab.organization({
        configFiles: (files) => {
          const own = Object.entries(files).map(([path, text]): [string, string] => [path, text.replaceAll(cdn.origin, cdn.url)])
          const deploy = '.github/workflows/deploy.yml'
          return { ...Object.fromEntries(own), [deploy]: (files[deploy] ?? '').replace(/^( +)registry: /m, '$1probe: rollback\n$&') }
        },
      })
      for (const version of ['1.0.0', '1.1.0']) await acme.publish('cart', version)
      assert.equal((await acme.send({ version: '1.0.0' })).outcome, 'deployed')

      await cdn.freeze('/cart/index.js')
      const failed = await acme.send({ version: '1.1.0' })
      assert.equal(failed.outcome, 'failed')
      assert.deepEqual(
        failed.reasons.map(({ code }) => code),
        ['probe-failed', 'version-withdrawn'],
      )
      assert.deepEqual([failed.liveVersion, failed.generation, failed.pullRequest?.state], ['1.0.0', 2, 'merged'])

      const run = lab.github.runs.list(acme.config).at(-1)!
      await lab.rest(`POST /repos/${acme.config}/actions/runs/${run.id}/rerun-failed-jobs`, undefined, acme.person.token)
      const again = await acme.deploymentOf(await lab.ended(run.id))
      assert.deepEqual([again.outcome, again.reasons.map(({ code }) => code)], ['failed', ['version-withdrawn']])
      assert.deepEqual([again.liveVersion, again.generation], ['1.0.0', 2])

      cdn.mend()
      assert.equal((await acme.send({ type: 'rollback-mfe-trigger', version: '1.0.0' })).outcome, 'deployed')
      const mended = await acme.send({ version: '1.1.0' })
      assert.deepEqual([mended.outcome, mended.liveVersion, mended.generation], ['deployed', '1.1.0', 4])
    } finally {
      await cdn.close()
    }
  },
})

/** A cache in front of the edge that can be made to keep an answer for ever. */
async function startCdn(origin: string) {
  const kept = new Map<string, { readonly type: string; readonly body: Buffer }>()
  const fetchOf = async (path: string) => {
    const answer = await fetch(`${origin}${path}`)
    const body = Buffer.from(await answer.arrayBuffer())
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', body }
  }
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/'
    const { status, type, body } = { status: 200, ...(kept.get(path) ?? (await fetchOf(path))) }
    response.writeHead(status, { 'content-type': type }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    freeze: async (path: string) => void kept.set(path, await fetchOf(path)),
    mend: () => kept.clear(),
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}
