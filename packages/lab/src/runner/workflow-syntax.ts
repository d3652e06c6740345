import { registerHooks } from 'node:module'

/** What GitHub's own parser finds wrong with a workflow file; empty when GitHub would accept it. */
export async function checkWorkflow(path: string, text: string): Promise<string[]> {
  parser ??= loadParser()
  const { parseWorkflow, NoOperationTraceWriter } = await parser
  const { context } = parseWorkflow({ name: path, content: text }, new NoOperationTraceWriter())
  return context.errors.getErrors().map(({ message }) => message)
}

type WorkflowParser = typeof import('@actions/workflow-parser')
let parser: Promise<WorkflowParser> | undefined

/** The package imports a JSON file without saying so, as bundlers allow and Node does not. */
async function loadParser(): Promise<WorkflowParser> {
  const hook = registerHooks({
    load: (url, context, next) =>
      next(url, url.endsWith('.json') ? { ...context, importAttributes: { ...context.importAttributes, type: 'json' } } : context),
  })
  try {
    return await import('@actions/workflow-parser')
  } finally {
    hook.deregister()
  }
}
