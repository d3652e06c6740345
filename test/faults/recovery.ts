import { startChangeLab } from '../harness/config-repository.ts'
import type { StepName } from './change-half.ts'
import { followChild } from './child.ts'
import type { BadPlaces } from './fault-case.ts'
import { playAlone, playDisturbed } from './play-run.ts'
import { type Call, followCalls, type Recording } from './recording.ts'
import { startStory } from './story.ts'

/** The calls of the run that recovers from a death right after one call. */
export interface Recovery {
  readonly recording: Recording
  readonly call: Call
  readonly calls: readonly Call[]
}

/** Kills a run right after a call and records the run after it. */
export async function recordRecovery(recording: Recording, call: Call, places: BadPlaces): Promise<Recovery> {
  const lab = await startChangeLab()
  try {
    const request = lab.request()
    lab.registry.publish('@acme/cart', request.version)
    const scene = { lab, places, request, child: followChild(), enter: startStory(recording.story, lab) }
    await playDisturbed(scene, { call, signal: 'SIGKILL', fault: { when: 'after', drop: true } }, 1)
    const follow = followCalls(lab)
    const enter = async (action: StepName) => {
      await scene.enter(action)
      follow.starts(action)
    }
    const { failed } = await playAlone({ ...scene, enter }, 2)
    if (failed) throw new Error(`The run after a death at call ${call.number} failed in ${failed.action}:\n${failed.run.log}`)
    return { recording, call, calls: follow.calls() }
  } finally {
    await lab.close()
  }
}
