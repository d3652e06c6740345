/** @typedef {import('./command-line.mjs').CommandLine} CommandLine */

/** @type {import('./command-line.mjs').Option} */
const json = { value: 'FILE', text: 'write the result there, as JSON', isFile: true }

/** @type {CommandLine} */
export const lab = {
  name: 'lab',
  text: 'Plays a scenario in a GitHub, a package registry and an edge of its own, all on this machine.',
  needs: ['act', 'bundles'],
  options: {
    list: { text: 'show the shipped scenarios and end' },
    coverage: { text: 'show every operation of GitHub that the lab serves and end; with --scenario, how often it was used' },
    scenario: { value: 'NAME', text: 'a shipped scenario, or the path of a module, see docs/lab.md (default: demo)' },
    target: {
      value: 'NAME',
      text: 'where deployments go: local, or aws for services on this machine that speak its protocols (default: local)',
      accepts: (value) => ['local', 'aws'].includes(value),
      allowed: 'local or aws',
    },
    json,
    keep: { text: 'leave everything running when the scenario is over, until Ctrl-C' },
    verbose: { text: 'show every line that a run prints and every request to GitHub' },
  },
  examples: [
    ['', 'the demonstration'],
    ['--list', ''],
    ['--scenario upgrade --json result.json', ''],
    ['--target aws', 'the demonstration on S3, DynamoDB and CloudFront, as far as this machine has them'],
    ['--scenario ./my-scenario.mjs --keep', 'your own, left running for a look'],
  ],
  ends: `Exit codes: 0 passed, 1 failed, 2 wrong usage, 130 interrupted.
NO_COLOR=1 turns colours off; they are off as well when the output is not a terminal.`,
}

/** @type {CommandLine} */
export const bench = {
  name: 'bench',
  text: 'Measures on this machine.',
  subjects: {
    actions: { text: 'size of each bundle and its cold start, beside bare Node', needs: ['bundles'] },
    'config-edit': { text: 'edits of small and large files, beside yq and a plain parse-and-dump', needs: ['yq'] },
    upload: {
      text: 'an upload of many, large and huge files, unchanged, changed and with other headers, beside aws s3 sync, s5cmd and rclone',
      needs: ['bundles', 'uploaders'],
    },
    release: { text: 'where the time goes from the request to the purged cache when every call takes 50 ms', needs: ['bundles'] },
    batch: { text: "deployments per hour within GitHub's limits, with and without the batch train, on a virtual clock", needs: [] },
  },
  options: {
    minutes: {
      value: 'N',
      text: 'virtual minutes of batch (default: 60)',
      accepts: (value) => Number.isInteger(Number(value)) && Number(value) >= 1 && Number(value) <= 60,
      allowed: 'a whole number from 1 to 60',
    },
    runs: {
      value: 'N',
      text: 'runs of each program; the median counts (default: 11 for actions, 5 for config-edit, 3 for upload and release)',
      accepts: (value) => Number.isInteger(Number(value)) && Number(value) >= 1,
      allowed: 'a whole number from 1',
    },
    latency: {
      value: 'MS',
      text: 'milliseconds that every call of release takes longer (default: 50)',
      accepts: (value) => Number.isInteger(Number(value)) && Number(value) >= 0 && Number(value) <= 10_000,
      allowed: 'a whole number from 0 to 10000',
    },
    only: { value: 'TEXT', text: 'the workloads of upload with this text in their name', multiple: true },
    json,
  },
  examples: [
    ['actions', ''],
    ['upload --only "one file" --runs 1', 'one workload, once'],
    ['release --latency 100', ''],
    ['config-edit --runs 3 --json edits.json', 'a quick look, with the numbers as JSON'],
  ],
  ends: 'Exit codes: 0 measured, 1 failed, 2 wrong usage.',
}

/** @type {CommandLine} */
export const fuzz = {
  name: 'fuzz',
  text: 'Looks for documents and edits that go wrong.',
  subjects: { 'config-edit': { text: 'edits of generated documents, compared with a model; edits of damaged ones', needs: [] } },
  options: {
    seconds: {
      value: 'N',
      text: 'how long (default: 600)',
      accepts: (value) => Number(value) > 0 && Number.isFinite(Number(value)),
      allowed: 'a number of seconds above 0',
    },
    seed: {
      value: 'S',
      text: 'where to begin (default: another one each time); equal seeds play equal rounds',
      accepts: (value) => Number.isInteger(Number(value)) && Number(value) >= 0 && Number(value) < 2 ** 31,
      allowed: `a whole number from 0 to ${2 ** 31 - 1}`,
    },
  },
  examples: [
    ['config-edit', 'ten minutes'],
    ['config-edit --seconds 60 --seed 7', 'one minute of the same rounds each time'],
  ],
  ends: 'Exit codes: 0 nothing went wrong, 1 something did, 2 wrong usage.',
}

/** @type {CommandLine} */
export const faults = {
  name: 'faults',
  text: 'Breaks every call of a deployment to others, one at a time, and runs it again.',
  usual: 'change',
  subjects: {
    change: { text: 'the calls to GitHub from the request to the merge', needs: ['bundles'] },
    release: {
      text: 'the calls to GitHub, registry, store, table and CDN from the merge to the page, with services that speak the protocols of AWS',
      needs: ['bundles'],
    },
  },
  options: {
    only: { value: 'TEXT', text: 'the cases with this text in their title, as --list shows them', multiple: true },
    list: { text: 'show calls and titles of cases, and play none' },
    json,
  },
  examples: [
    ['', 'every case'],
    ['--only "open-pr 4"', 'one call, as the list of calls numbers them'],
    ['--only drop-after --only crash', 'some faults, at every call'],
    ['release --only dynamodb', 'every fault of the calls of a release to its table'],
    ['--only "redo auto-merge 12 crash-after"', 'one case'],
  ],
  ends: `A case passes when the first run comes through by itself, dies, or ends with one clear error, and when what is left in all repositories,
or in store, table and CDN, after the last run equals a clean run. Exit codes: 0 every case passed, 1 one did not, 2 wrong usage.`,
}

/** @type {CommandLine} */
export const load = {
  name: 'load',
  text: 'Sends many requests at once through the change half, each step the bundle in a process of its own.',
  needs: ['bundles'],
  options: {
    mfes: {
      value: 'N',
      text: 'micro-frontends, deployed once with files of their own and once with one file for all (default: 100)',
      accepts: (value) => Number.isInteger(Number(value)) && Number(value) >= 1 && Number(value) <= 999,
      allowed: 'a whole number from 1 to 999',
    },
    requests: {
      value: 'N',
      text: 'requests for one micro-frontend, in random order (default: 50)',
      accepts: (value) => Number.isInteger(Number(value)) && Number(value) >= 1,
      allowed: 'a whole number from 1',
    },
    seed: {
      value: 'S',
      text: 'decides that order (default: 1)',
      accepts: (value) => Number.isInteger(Number(value)) && Number(value) >= 0 && Number(value) < 2 ** 31,
      allowed: `a whole number from 0 to ${2 ** 31 - 1}`,
    },
    json,
  },
  examples: [
    ['', 'some minutes'],
    ['--mfes 8 --requests 50 --seed 7', 'another order'],
  ],
  ends: 'Exit codes: 0 all ended well and nothing was lost, 1 something did not, 2 wrong usage.',
}

/** @type {CommandLine} */
export const lint = {
  name: 'lint',
  text: 'Runs the static checks.',
  needs: ['linters'],
  options: {
    only: { value: 'NAME', text: 'the check of this name, as the output of a run names them', multiple: true },
    json,
  },
  examples: [
    ['', 'all of them'],
    ['--only types --only format', ''],
  ],
  ends: 'Exit codes: 0 clean, 1 complaints, 2 wrong usage.',
}

/** Of all commands but `test`, whose arguments are vitest's. @type {Readonly<Record<string, CommandLine>>} */
export const commandLines = { lab, bench, fuzz, faults, load, lint }
