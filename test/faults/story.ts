import { type ChangeLab, configRepository } from '../harness/config-repository.ts'
import type { StepName } from './change-half.ts'

/** What goes on around a deployment, in its clean run as well as in every case made from it. */
export interface Story {
  /** In front of the titles of its cases. */
  readonly name: string
  readonly text: string
  /** What others do once in the whole story, before this step. */
  readonly event?: { readonly before: StepName; play(lab: ChangeLab): Promise<unknown> }
}

export const undisturbed: Story = { name: '', text: 'Nothing else goes on.' }

/** The base moves between the commit and the merge, and the rules want the branch up to date: the edit has to be made again on top. */
const redo: Story = {
  name: 'redo',
  text: 'The base moves before the merge.',
  event: {
    before: 'auto-merge',
    play: ({ github }) => {
      github.setRules(configRepository, { branch: 'main', requiredChecks: ['gitops/deployment'], strict: true })
      return github.commitFiles(configRepository, { message: 'Move the base', files: { 'NOTES.md': 'moved\n' } })
    },
  },
}

export const stories: readonly Story[] = [undisturbed, redo]

/** Plays the event of a story when its step starts for the first time. */
export function startStory({ event }: Story, lab: ChangeLab): (action: StepName) => Promise<void> {
  let isPlayed = false
  return async (action) => {
    if (event?.before !== action || isPlayed) return
    isPlayed = true
    await event.play(lab)
  }
}
