import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Tests that start act, the lab's servers or a browser; they take seconds each and share two cores. */
const endToEnd = ['test/**/*.test.ts', 'packages/lab/test/**/*.test.ts', '**/*.e2e.test.ts']

/** Tests that run a shipped bundle as a child process; `npm test` builds the bundles first. */
const bundles = ['actions/*/test/**/*.test.ts', '**/*.bundle.test.ts']

/** Those that take a minute or more on two cores: started first, they do not keep one core waiting for the other at the end. */
const longest = ['packages/lab/test/scenarios', 'test/change/batch', 'test/faults/faults', 'test/load/load', 'test/change/races'].map(
  (file) => `/${file}.test.ts`,
)

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => longest.findIndex((file) => moduleId.endsWith(file)) + 1 || longest.length + 1
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}

const never = ['**/node_modules/**', '**/dist/**', 'examples/**']

/** Fast tests first, so that a small mistake shows in seconds; a later group starts when the one before has ended. */
export default defineConfig({
  test: {
    maxWorkers: '100%', // by default two cores get one worker
    globalSetup: 'test/temporary-folder.ts',
    sequence: { sequencer: LongestFirst },
    env: { NODE_PATH: '' }, // a bundle that works only thanks to this checkout's node_modules must fail
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['packages/**/*.test.ts', 'actions/**/*.test.ts', 'scripts/**/*.test.{ts,mjs}'],
          exclude: [...never, ...bundles, ...endToEnd],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 1 }, // not 0: vitest moves a group 0 with a single worker behind all others,
        },
      },
      {
        extends: true,
        test: {
          name: 'bundles',
          include: bundles,
          exclude: [...never, ...endToEnd],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'end-to-end',
          include: endToEnd,
          exclude: never,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})
