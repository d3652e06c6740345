import { describe, expect, it } from 'vitest'
import { conclusions, startFixture, stepConclusions } from './runner.fixture.ts'

const called = {
  '.github/workflows/work.yml': `name: Work
on:
  workflow_call:
    inputs:
      name: { type: string, required: true }
    secrets:
      key: { required: true }
    outputs:
      greeting: { value: '\${{ jobs.first.outputs.greeting }}' }
permissions: {}
jobs:
  first:
    name: first
    runs-on: ubuntu-24.04
    permissions: { contents: read }
    outputs:
      greeting: \${{ steps.greet.outputs.greeting }}
    steps:
      - name: Greet
        id: greet
        uses: $/actions/greet
        with: { name: '\${{ inputs.name }}' }
      - name: Never
        if: steps.greet.outputs.greeting == ''
        run: exit 1
      - name: Shell
        env: { KEY: '\${{ secrets.key }}' }
        run: |
          echo "key $KEY"
          echo "::warning file=a.txt,line=7::look here"
  second:
    name: second
    needs: first
    runs-on: ubuntu-24.04
    steps:
      - name: Fail on demand
        env: { GREETING: '\${{ needs.first.outputs.greeting }}' }
        run: |
          echo "got $GREETING in attempt $GITHUB_RUN_ATTEMPT"
          if [ "$GREETING" = "hello fail" ] && [ "$GITHUB_RUN_ATTEMPT" = 1 ]; then exit 3; fi
          if [ "$GREETING" = "hello sleep" ]; then sleep 300 & sleep 300; fi
      - name: Clean up
        if: always()
        run: echo cleaned
  third:
    name: third
    needs: second
    if: needs.first.outputs.greeting == 'never'
    runs-on: ubuntu-24.04
    steps:
      - run: exit 1
`,
}

const caller = `name: On demand
run-name: \${{ format('go {0}', github.event.client_payload.name) }}
on:
  repository_dispatch:
    types: [go]
permissions: {}
jobs:
  work:
    name: work
    permissions: { contents: read }
    uses: org/lib/.github/workflows/work.yml@v1
    with:
      name: \${{ github.event.client_payload.name }}
    secrets:
      key: \${{ secrets.KEY }}
`

async function startSite() {
  const fixture = await startFixture(called)
  await fixture.repository(caller)
  fixture.github.setSecret('acme/site', 'KEY', 'a-very-secret-value')
  return fixture
}

describe('a run in the lab', () => {
  it('books jobs, steps, annotations and summaries of called workflows', async () => {
    await using site = await startSite()
    await site.dispatch({ name: 'you' })
    const run = await site.finished()
    expect(run).toMatchObject({
      name: 'On demand',
      displayTitle: 'go you',
      event: 'repository_dispatch',
      status: 'completed',
      conclusion: 'success',
    })
    expect(conclusions(run)).toEqual({ 'work / first': 'success', 'work / second': 'success', 'work / third': 'skipped' })
    expect(stepConclusions(run, 'work / first')).toEqual({
      'Set up job': 'success',
      Greet: 'success',
      Never: 'skipped',
      Shell: 'success',
      'Post Greet': 'success',
      'Complete job': 'success',
    })
    expect(run.jobs[0]?.annotations).toEqual([
      { level: 'notice', title: 'greeted', message: 'hello you' },
      { level: 'warning', path: 'a.txt', line: 7, message: 'look here' },
    ])
    expect(run.jobs[0]?.summary).toBe('## hello you\n')
    expect(site.runner.outputsOf(run.id).get('work/first')).toEqual({ greeting: 'hello you' })
    expect(site.lines.join('\n')).not.toContain('a-very-secret-value')
    expect(site.runner.problems).toEqual([])
  })

  it('starts nothing for another event type', async () => {
    await using site = await startSite()
    await site.dispatch({ name: 'you' }, 'stop')
    await expect(site.finished()).rejects.toThrow('no run was started')
  })

  it('runs only the failed job again, with the outputs of the others', async () => {
    await using site = await startSite()
    await site.dispatch({ name: 'fail' })
    const run = await site.finished()
    expect(run.conclusion).toBe('failure')
    expect(conclusions(run)).toEqual({ 'work / first': 'success', 'work / second': 'failure', 'work / third': 'skipped' })
    expect(stepConclusions(run, 'work / second')).toMatchObject({ 'Fail on demand': 'failure', 'Clean up': 'success' })
    expect(run.jobs[1]?.annotations).toEqual([{ level: 'failure', message: 'Process completed with exit code 3.' }])

    site.lines.length = 0
    expect((await site.rest(`POST /repos/acme/site/actions/runs/${run.id}/rerun-failed-jobs`)).status).toBe(201)
    const again = await site.finished()
    expect(again).toMatchObject({ id: run.id, attempt: 2, conclusion: 'success' })
    expect(conclusions(again)).toEqual({ 'work / first': 'success', 'work / second': 'success', 'work / third': 'skipped' })
    expect(again.jobs[0]?.completedAt).toBe(run.jobs[0]?.completedAt)
    expect(site.lines.join('\n')).toContain('got hello fail in attempt 2')
  })

  it('cancels: the step is cancelled, always() steps run, nothing is left behind', async () => {
    await using site = await startSite()
    await site.dispatch({ name: 'sleep' })
    const running = await site.waitFor('the step that sleeps', () =>
      site.github.runs
        .list()
        .find(({ jobs }) => jobs[1]?.steps.some(({ name, status }) => name === 'Fail on demand' && status === 'in_progress')),
    )
    expect((await site.rest(`POST /repos/acme/site/actions/runs/${running.id}/cancel`)).status).toBe(202)
    const run = await site.finished()
    expect(run.conclusion).toBe('cancelled')
    expect(conclusions(run)).toMatchObject({ 'work / first': 'success', 'work / second': 'cancelled' })
    expect(stepConclusions(run, 'work / second')).toMatchObject({ 'Fail on demand': 'cancelled', 'Clean up': 'success' })
  })

  it('plays a crash inside an action, once', async () => {
    await using site = await startSite()
    site.runner.crash({ action: 'greet', at: 'start' })
    await site.dispatch({ name: 'you' })
    const run = await site.finished()
    expect(conclusions(run)).toMatchObject({ 'work / first': 'failure' })
    await site.rest(`POST /repos/acme/site/actions/runs/${run.id}/rerun-failed-jobs`)
    expect((await site.finished()).conclusion).toBe('success')
  })

  it('plays the death of the whole runner: no later step runs', async () => {
    await using site = await startSite()
    site.runner.crash({ action: 'greet', at: 'end', machine: true })
    await site.dispatch({ name: 'you' })
    const run = await site.finished()
    expect(run.conclusion).toBe('failure')
    expect(stepConclusions(run, 'work / first')).toEqual({
      'Set up job': 'success',
      Greet: 'cancelled',
      Never: 'skipped',
      Shell: 'skipped',
    })
    expect(run.jobs[0]?.annotations.at(-1)?.message).toBe('The runner has lost communication with the server.')
  })

  it('ends a job that takes longer than it may', async () => {
    await using site = await startFixture()
    await site.repository(`name: Slow
on: { repository_dispatch: { types: [go] } }
jobs:
  slow:
    runs-on: ubuntu-24.04
    timeout-minutes: 0.02
    steps:
      - name: Sleep
        run: sleep 300
      - name: Clean up
        if: always()
        run: echo cleaned
`)
    await site.dispatch({})
    const run = await site.finished()
    expect(conclusions(run)).toEqual({ slow: 'cancelled' })
    expect(stepConclusions(run, 'slow')).toMatchObject({ Sleep: 'cancelled', 'Clean up': 'success' })
    expect(run.jobs[0]?.annotations[0]?.message).toContain('has exceeded the maximum execution time of 0.02 minutes')
  })

  it('starts nothing in a disabled workflow, nor for an event of a run itself', async () => {
    await using site = await startFixture()
    await site.repository(`name: Loop
on: { push: {}, repository_dispatch: { types: [go] } }
permissions: { contents: write }
jobs:
  loop:
    runs-on: ubuntu-24.04
    steps:
      - env: { TOKEN: '\${{ github.token }}', API: '\${{ github.api_url }}' }
        run: |
          curl -sSf -X POST -H "authorization: Bearer $TOKEN" -d '{"ref":"refs/heads/again","sha":"'"$GITHUB_SHA"'"}' "$API/repos/acme/site/git/refs"
`)
    await site.dispatch({})
    expect((await site.finished()).conclusion).toBe('success')
    expect(await site.github.branchHead('acme/site', 'again')).not.toBeNull()
    expect(site.github.runs.list()).toHaveLength(1)
    site.github.setWorkflowState('acme/site', '.github/workflows/on.yml', 'disabled_manually')
    await site.dispatch({})
    await site.runner.idle()
    expect(site.github.runs.list()).toHaveLength(1)
  })

  it('refuses a workflow that GitHub would refuse', async () => {
    await using site = await startFixture(called)
    await site.repository(caller.replace('permissions: { contents: read }', 'permissions: {}'))
    await site.dispatch({ name: 'you' })
    expect(await site.finished()).toMatchObject({ status: 'completed', conclusion: 'startup_failure', jobs: [] })
    expect(site.runner.problems[0]?.message).toContain("'contents: read', but is only allowed 'contents: none'")
  })

  it('reports a secret in a summary and in a job output', async () => {
    await using site = await startFixture()
    await site.repository(`name: Leak
on: { repository_dispatch: { types: [go] } }
jobs:
  leak:
    runs-on: ubuntu-24.04
    outputs: { key: '\${{ steps.leak.outputs.key }}' }
    steps:
      - id: leak
        env: { KEY: '\${{ secrets.KEY }}' }
        run: |
          echo "$KEY" >> "$GITHUB_STEP_SUMMARY"
          echo "key=$KEY" >> "$GITHUB_OUTPUT"
`)
    site.github.setSecret('acme/site', 'KEY', 'a-very-secret-value')
    await site.dispatch({})
    await site.finished()
    expect(site.runner.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('A secret stands in the summary'),
      expect.stringContaining('Output "key" of job "leak" holds a secret'),
    ])
  })
})

describe('the stand-in for actions/create-github-app-token', () => {
  it('asks for exactly the permissions that it is given, masks the token and revokes it', async () => {
    await using site = await startFixture()
    await site.repository(`name: Token
on: { repository_dispatch: { types: [go] } }
permissions: {}
jobs:
  token:
    runs-on: ubuntu-24.04
    steps:
      - name: Create the token
        id: token
        uses: actions/create-github-app-token@bcd2ba49218906704ab6c1aa796996da409d3eb1
        with:
          client-id: \${{ vars.CLIENT_ID }}
          private-key: \${{ secrets.PRIVATE_KEY }}
          repositories: site
          permission-contents: write
      - name: Use it
        env: { TOKEN: '\${{ steps.token.outputs.token }}', API: '\${{ github.api_url }}' }
        run: |
          echo "token $TOKEN"
          curl -sS -o /dev/null -w 'contents %{http_code}\\n' -H "authorization: Bearer $TOKEN" "$API/repos/acme/site/contents/README.md"
          curl -sS -o /dev/null -w 'pulls %{http_code}\\n' -X POST -d '{"title":"x","head":"a","base":"main"}' -H "authorization: Bearer $TOKEN" "$API/repos/acme/site/pulls"
`)
    site.github.installApp(site.app, { owner: 'acme', repositories: ['acme/site'] })
    site.github.setVariable('acme/site', 'CLIENT_ID', site.app.clientId)
    site.github.setSecret('acme/site', 'PRIVATE_KEY', site.app.privateKey)
    await site.dispatch({})
    const run = await site.finished()
    expect(run.conclusion).toBe('success')
    const printed = site.lines.join('\n')
    expect(printed).toContain('token ***')
    expect(printed).toContain('contents 200')
    expect(printed).toContain('pulls 403')
    expect(site.github.requests.filter(({ runId }) => runId === run.id).map(({ route, status }) => `${route} ${status}`)).toEqual([
      'GET /repos/{owner}/{repo}/installation 200',
      'POST /app/installations/{installation_id}/access_tokens 201',
      'GET /repos/{owner}/{repo}/contents/{path} 200',
      'POST /repos/{owner}/{repo}/pulls 403',
      'DELETE /installation/token 204',
    ])
    expect(site.runner.problems).toEqual([])
  })
})
