import assert from 'node:assert/strict'
import { defineScenario } from '../src/scenario/scenario.ts'

export default defineScenario({
  name: 'third-party-dispatch',
  summary: 'A plain repository_dispatch with the ten fields, sent by a script with a token; nobody waits for it.',
  async run(lab) {
    const acme = await lab.organization()
    await acme.publish('search', '2.0.0')
    const token = lab.github.createToken(acme.person.login, {
      repositories: [acme.config],
      permissions: { contents: 'write', metadata: 'read' },
    })

    const answer = await lab.rest(
      `POST /repos/${acme.config}/dispatches`,
      {
        event_type: 'deploy-mfe-trigger',
        client_payload: {
          type: 'deploy-mfe-trigger',
          timestamp: new Date().toISOString(),
          user: 'a-script',
          mfe: 'search',
          version: '2.0.0',
          environment: 'production',
          cache_invalidation_keys: '/search/index.js, /import-map.json',
          repository: acme.repository('search'),
          ref: 'refs/heads/main',
          sha: await lab.github.branchHead(acme.repository('search'), 'main'),
        },
      },
      token,
    )
    assert.equal(answer.status, 204)
    const run = await lab.waitFor('the run that takes the request', () => lab.github.runs.list(acme.config)[0])
    assert.equal((await lab.ended(run)).conclusion, 'success')

    const [search] = await lab.deployments()
    assert.equal(search?.outcome, 'deployed')
    assert.equal(search.sender, null)
    assert.equal(search.liveVersion, '2.0.0')
    assert.match((await (await lab.edge('production')).get('/search/index.js')).text, /2\.0\.0/)
    assert.equal((await (await lab.edge('staging')).get('/search/index.js')).status, 404)
  },
})
