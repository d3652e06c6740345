import type { JobRecord, RunRecord } from '../types.ts'
import { type Html, html, state } from './html.ts'

/** Jobs, steps, annotations and summaries of a run. */
export function runPage(run: RunRecord): Html {
  return html`<p><a href="/${run.repository}">${run.repository}</a></p><h1>${run.displayTitle}</h1>
<p>${state(run.conclusion ?? run.status)} ${run.name}, run ${run.runNumber}, attempt ${run.attempt}, by ${run.actor.login} through ${run.event} at <a href="/${run.repository}/commit/${run.headSha}">${run.headSha.slice(0, 12)}</a></p>
${run.jobs.map(jobSection)}
<h2>Artifacts</h2><ul>${run.artifacts.map((artifact) => html`<li>${artifact.name} (${artifact.size} bytes)</li>`)}</ul>`
}

function jobSection(job: JobRecord): Html {
  return html`<h2 id="${job.id}">${job.name} ${state(job.conclusion ?? job.status)}</h2>
<table>${job.steps.map((step) => html`<tr><td>${step.name}</td><td>${state(step.conclusion ?? step.status)}</td><td>${seconds(step.startedAt, step.completedAt)}</td></tr>`)}</table>
${job.annotations.map((one) => html`<p class="${one.level}"><b>${one.title ?? one.level}</b> ${one.message}</p>`)}
${job.summary === '' ? '' : html`<pre>${job.summary}</pre>`}`
}

function seconds(from: string | null, to: string | null): string {
  return from && to ? `${((Date.parse(to) - Date.parse(from)) / 1000).toFixed(1)} s` : ''
}
