import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type ChangeLab, configRepository } from '../harness/config-repository.ts'

const run = promisify(execFile)

/** All that a run leaves in the repositories, by path, without what differs between two clean runs: dates, commit ids, ports. */
export type EndState = Readonly<Record<string, string>>

/** Reads branches with their history and files, pull requests, and the statuses of their heads. */
export async function readEndState(lab: ChangeLab): Promise<EndState> {
  const state: Record<string, string> = {}
  for (const repository of ['acme/cart', configRepository]) {
    for (const branch of await branches(lab, repository)) await addBranch(state, lab, { repository, branch })
    for (const { headSha, mergeCommit, ...pull } of lab.github.pullRequests(repository)) {
      const statuses = lab.github.statuses(repository, headSha)
      for (const [field, value] of Object.entries({ ...pull, hasMergeCommit: mergeCommit !== null, statuses }))
        state[`${repository} pull request #${pull.number} ${field}`] = JSON.stringify(value)
    }
  }
  return Object.fromEntries(Object.entries(state).map(([name, text]) => [name, withoutPlaces(text, lab)]))
}

/** Which run did a thing is told in links; where several may have done it, that is no difference. */
function withoutPlaces(text: string, { github }: ChangeLab): string {
  return text.replaceAll(github.url, 'https://github.test').replaceAll(/\/actions\/runs\/\d+/g, '/actions/runs/1')
}

/** What differs, one line each; long texts are shown from where they part. */
export function compareEndStates(clean: EndState, seen: EndState): string[] {
  const names = new Set([...Object.keys(clean), ...Object.keys(seen)])
  return [...names].filter((name) => clean[name] !== seen[name]).map((name) => `${name}: ${difference(clean[name], seen[name])}`)
}

/**
 * The default branch alone, and how many pull requests are open or merged: what must be the same when a person made a second pull request
 * necessary. Its number is in the title of the merge commit.
 */
export function onMain(state: EndState): EndState {
  const main = Object.entries(state).filter(([name]) => name.includes(` refs/heads/main `))
  const count = (field: string, value: string) =>
    String(Object.entries(state).filter(([name, text]) => name.endsWith(` ${field}`) && text === value).length)
  return {
    ...Object.fromEntries(main.map(([name, text]) => [name, text.replaceAll(/#\d+/g, '#1')])),
    'open pull requests': count('state', '"open"'),
    'merged pull requests': count('merged', 'true'),
  }
}

const mostShown = 100

function difference(clean: string | undefined, seen: string | undefined): string {
  const parting = clean === undefined || seen === undefined ? 0 : [...clean].findIndex((character, index) => character !== seen[index])
  const start = parting < mostShown / 2 ? 0 : parting - 10
  const show = (text: string | undefined) => {
    if (text === undefined) return 'nothing'
    const cut = text.slice(start, start + mostShown)
    return `${start > 0 ? '…' : ''}${JSON.stringify(cut)}${start + mostShown < text.length ? '…' : ''}`
  }
  return `${show(seen)} instead of ${show(clean)}`
}

async function branches(lab: ChangeLab, repository: string): Promise<string[]> {
  return lines(await git(lab, repository, 'for-each-ref', '--format=%(refname)', 'refs/heads', 'refs/tags'))
}

async function addBranch(
  state: Record<string, string>,
  lab: ChangeLab,
  { repository, branch }: { repository: string; branch: string },
): Promise<void> {
  const name = `${repository} ${branch}`
  state[`${name} history`] = await git(lab, repository, 'log', '--format=%B', branch)
  for (const path of lines(await git(lab, repository, 'ls-tree', '-r', '--name-only', branch)))
    state[`${name} ${path}`] = await git(lab, repository, 'show', `${branch}:${path}`)
}

async function git(lab: ChangeLab, repository: string, ...args: string[]): Promise<string> {
  return (await run('git', ['-C', lab.github.repositoryPath(repository), ...args])).stdout
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}
