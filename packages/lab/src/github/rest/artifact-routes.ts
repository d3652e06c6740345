import { notFound, Refusal } from '../http/answer.ts'
import type { Route } from '../http/route-table.ts'
import { artifactJson } from '../json/run.ts'
import type { ArtifactRecord, RunRecord } from '../types.ts'
import { counted } from './page.ts'
import { numberParam, type RestCall } from './rest-call.ts'
import { runOf } from './run-routes.ts'

export const artifactRoutes: readonly Route[] = [
  {
    route: 'GET /repos/{owner}/{repo}/actions/artifacts',
    needs: [['actions', 'read']],
    answer: (call) => listArtifacts(call, call.world.runs.list(call.repository.fullName)),
  },
  {
    route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts',
    needs: [['actions', 'read']],
    answer: (call) => listArtifacts(call, [runOf(call)]),
  },
  { route: 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}', needs: [['actions', 'read']], answer: getArtifact },
  { route: 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}', needs: [['actions', 'read']], answer: download },
]

function listArtifacts(call: RestCall, runs: readonly RunRecord[]) {
  const { world, repository, query } = call
  const name = query.get('name')
  const all = runs
    .flatMap((run) => run.artifacts.map((artifact) => ({ run, artifact })))
    .filter(({ artifact }) => name === null || artifact.name === name)
    .filter(({ artifact }) => world.visibility.sees('artifact', String(artifact.id)))
    // from memory: newest first, whichever run it is of
    .sort((a, b) => b.artifact.id - a.artifact.id)
  return counted(call, { name: 'artifacts', all }, ({ run, artifact }) => artifactJson({ world, repository, run }, artifact))
}

function artifactOf(call: RestCall): { run: RunRecord; artifact: ArtifactRecord } {
  const found = call.world.runs.findArtifact(numberParam(call, 'artifact_id'))
  if (!found || found.run.repository !== call.repository.fullName) throw notFound()
  return found
}

function getArtifact(call: RestCall) {
  const { run, artifact } = artifactOf(call)
  return { status: 200, body: artifactJson({ world: call.world, repository: call.repository, run }, artifact) }
}

/** documented: anonymous reads of public artifacts are refused; the answer is a redirect that lives for a minute, to another host. */
function download(call: RestCall) {
  if (call.actor.kind === 'anonymous') throw new Refusal(401, 'Requires authentication')
  if (call.params.archive_format !== 'zip') throw notFound()
  const { artifact } = artifactOf(call)
  if (artifact.expired) throw new Refusal(410, 'Artifact has expired')
  return { status: 302, headers: { location: call.world.signUrl(artifact.file) } }
}
