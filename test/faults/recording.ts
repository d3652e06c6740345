import { startChangeLab } from '../harness/config-repository.ts'
import { runChangeHalf, type StepName } from './change-half.ts'
import { type EndState, readEndState } from './end-state.ts'

/** One call of an action to GitHub, as a clean run makes it. */
export interface Call {
  /** Place among the calls of the run, from 1. */
  readonly number: number
  readonly action: StepName
  readonly route: string
  readonly writes: boolean
}

export interface Recording {
  readonly calls: readonly Call[]
  readonly endState: EndState
}

/** Runs the change half where nothing goes wrong, and keeps its calls and what it leaves behind. */
export async function recordCleanRun(): Promise<Recording> {
  const lab = await startChangeLab()
  try {
    const request = lab.request()
    lab.registry.publish('@acme/cart', request.version)
    const firstOf: { action: StepName; index: number }[] = []
    const { failed } = await runChangeHalf(lab, request, (action) => {
      firstOf.push({ action, index: lab.github.requests.length })
      return {}
    })
    if (failed) throw new Error(`The clean run failed in ${failed.action}:\n${failed.run.log}`)
    const begin = firstOf[0]?.index ?? 0
    const calls = lab.github.requests.slice(begin).map(({ route, kind }, index): Call => {
      const action = firstOf.findLast((first) => first.index <= begin + index)?.action ?? 'validate-payload'
      return { number: index + 1, action, route, writes: kind !== 'read' }
    })
    return { calls, endState: await readEndState(lab) }
  } finally {
    await lab.close()
  }
}
