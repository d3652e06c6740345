import { type ChangeLab, startChangeLab } from '../harness/config-repository.ts'
import { runChangeHalf, type StepName } from './change-half.ts'
import { type EndState, readEndState } from './end-state.ts'
import { type Story, startStory, undisturbed } from './story.ts'

/** One call of an action to GitHub, as a clean run makes it. */
export interface Call {
  /** Place among the calls of the run, from 1. */
  readonly number: number
  readonly action: StepName
  /** Place among the calls of its action, from 1. */
  readonly place: number
  readonly route: string
  readonly writes: boolean
}

export interface Recording {
  readonly story: Story
  readonly calls: readonly Call[]
  readonly endState: EndState
}

/** A clean run while nothing else goes on. */
export function recordCleanRun(): Promise<Recording> {
  return record(undisturbed)
}

/** Runs the change half where nothing goes wrong, and keeps its calls and what it leaves behind. */
export async function record(story: Story): Promise<Recording> {
  const lab = await startChangeLab()
  try {
    const request = lab.request()
    lab.registry.publish('@acme/cart', request.version)
    const follow = followCalls(lab)
    const enter = startStory(story, lab)
    const { failed } = await runChangeHalf(lab, request, async (action) => {
      await enter(action)
      follow.starts(action)
      return {}
    })
    if (failed) throw new Error(`The clean run${story.name && ` of ${story.name}`} failed in ${failed.action}:\n${failed.run.log}`)
    return { story, calls: follow.calls(), endState: await readEndState(lab) }
  } finally {
    await lab.close()
  }
}

/** Sorts the requests of a run by the step that made them. */
export function followCalls({ github }: ChangeLab) {
  const begin = github.requests.length
  const starts: { action: StepName; index: number }[] = []
  return {
    starts: (action: StepName) => void starts.push({ action, index: github.requests.length - begin }),
    calls: () =>
      github.requests.slice(begin).map(({ route, kind }, index): Call => {
        const { action, index: first } = starts.findLast((start) => start.index <= index) ?? {
          action: 'validate-payload' as const,
          index: 0,
        }
        return { number: index + 1, action, place: index - first + 1, route, writes: kind !== 'read' }
      }),
  }
}
