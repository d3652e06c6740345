import {
  downloadArtifact,
  findPullRequests,
  type GitHub,
  getRun,
  listArtifacts,
  listRuns,
  type Repository,
  textInArchive,
  type WorkflowRun,
} from '@mfe-gitops/github'
import { departureText, documents, mostBytes, readDeparture, readTicket, ticketText } from './documents.ts'
import type { Platform } from './platform.ts'
import type { Departure, Ticket } from './timetable.ts'

/** Where the waiting runs are: those of one workflow on the default branch of one repository. */
export interface StationPlace extends Repository {
  readonly defaultBranch: string
  /** Path of the workflow file, as GITHUB_WORKFLOW_REF names it. */
  readonly workflow: string
  /** Tickets and departures that are older are history: who waited then has left by now. */
  readonly since: number
}

export interface StationPorts {
  readonly github: GitHub
  /** Uploads a text as the only file of an artifact of this run. */
  upload(artifact: { name: string; file: string; text: string }): Promise<void>
}

/** Only these events start a deployment; a run of any other may hold what its sender likes. */
const events = ['repository_dispatch', 'workflow_dispatch']

/**
 * Tickets and departures as run artifacts: they need no write permission, count as no content, and are there for all as soon as they are uploaded.
 * A ticket counts when its run is of the same workflow, of an event that deploys, on the default branch of the repository itself, and in progress:
 * then the code that checked its request is the code that checked the own one.
 */
export function createGitHubPlatform(place: StationPlace, { github, upload }: StationPorts): Platform {
  const { owner, repo } = place
  const read = async (artifactId: number, file: string) =>
    textInArchive(await downloadArtifact(github, { owner, repo, artifactId, maxBytes: mostBytes }), file, mostBytes)
  const listed = async (name: string) => {
    const artifacts = await listArtifacts(github, { owner, repo, name })
    return artifacts
      .filter(({ expired, origin }) => !expired && origin.isOwn && origin.branch === place.defaultBranch)
      .filter(({ createdAt }) => timeOf(createdAt) >= place.since)
  }
  const known = new Map<number, Departure | null>()
  const etags = new Map<number, { etag: string | undefined; isRunning: boolean }>()

  return {
    announce: (request) => upload({ name: documents.ticket.artifact, file: documents.ticket.file, text: ticketText(request) }),
    depart: (departure) => upload({ name: documents.departure.artifact, file: documents.departure.file, text: departureText(departure) }),
    async departures() {
      const recent = await listed(documents.departure.artifact)
      const unread = recent.filter(({ id }) => !known.has(id))
      await Promise.all(
        unread.map(async ({ id, origin }) => known.set(id, readDeparture(await read(id, documents.departure.file), origin.runId))),
      )
      return recent.flatMap(({ id }) => known.get(id) ?? [])
    },
    async waiting() {
      const [artifacts, runs] = await Promise.all([listed(documents.ticket.artifact), runningRuns(github, place)])
      const newest = new Map<number, Ticket>()
      for (const { id, createdAt, origin } of artifacts.toReversed())
        newest.set(origin.runId, { runId: origin.runId, artifactId: id, at: timeOf(createdAt) })
      return { tickets: [...newest.values()], running: new Set(runs.map(({ id }) => id)) }
    },
    requestOf: async ({ artifactId }) => readTicket(await read(artifactId, documents.ticket.file)),
    async isUnderWay({ runId, branch }) {
      const before = etags.get(runId)
      const answer = await getRun(github, { owner, repo, runId }, { etag: before?.etag })
      if (!answer.notModified) etags.set(runId, { etag: answer.etag, isRunning: answer.value.status !== 'completed' })
      if (etags.get(runId)?.isRunning !== true) return false
      if (branch === '') return true
      const pulls = await findPullRequests(github, { owner, repo, head: branch })
      return pulls.every(({ state }) => state === 'OPEN')
    },
  }
}

async function runningRuns(github: GitHub, { owner, repo, workflow, defaultBranch }: StationPlace): Promise<WorkflowRun[]> {
  const answer = await listRuns(github, { owner, repo, workflow: workflow.split('/').at(-1), status: 'in_progress' })
  const runs = answer.notModified ? [] : answer.value
  return runs.filter(({ path, event, headBranch }) => path === workflow && events.includes(event) && headBranch === defaultBranch)
}

function timeOf(createdAt: string | null): number {
  return createdAt === null ? 0 : Date.parse(createdAt)
}
