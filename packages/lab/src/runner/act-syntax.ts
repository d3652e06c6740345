import { isMap, parseDocument, type YAMLMap } from 'yaml'

/**
 * What act 0.2.89 refuses or does otherwise than GitHub, taken out of the copy that it reads. Nothing here changes what a job does:
 * queues and deployment records are GitHub's own business, and a matrix must not run in parallel because act then writes one map from
 * several goroutines. Returns the very same text when there is nothing to do.
 */
export function adaptForAct(text: string): string {
  const document = parseDocument(text)
  if (document.errors.length > 0 || !isMap(document.contents)) return text
  let isChanged = dropQueue(document.contents)
  const jobs = document.contents.get('jobs')
  if (isMap(jobs)) for (const { value } of jobs.items) if (isMap(value)) isChanged = adaptJob(value) || isChanged
  return isChanged ? document.toString({ lineWidth: 0 }) : text
}

function adaptJob(job: YAMLMap): boolean {
  const isQueueDropped = dropQueue(job)
  const environment = job.get('environment')
  const isDeploymentDropped = isMap(environment) && environment.delete('deployment')
  return serialize(job) || isQueueDropped || isDeploymentDropped
}

function dropQueue(parent: YAMLMap): boolean {
  const concurrency = parent.get('concurrency')
  return isMap(concurrency) && concurrency.delete('queue')
}

function serialize(job: YAMLMap): boolean {
  const strategy = job.get('strategy')
  if (!isMap(strategy) || !strategy.has('matrix') || strategy.get('max-parallel') === 1) return false
  strategy.set('max-parallel', 1)
  return true
}
