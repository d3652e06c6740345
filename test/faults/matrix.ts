import { answerFaults } from './answer-faults.ts'
import { caseOf, type FaultCase, type FaultKind, titleOf } from './fault-case.ts'
import { people } from './people.ts'
import { crashes, diskFaults, networkFaults } from './place-faults.ts'
import type { Call, Recording } from './recording.ts'
import type { Recovery } from './recovery.ts'
import { undisturbed } from './story.ts'

/** Every case that a recording gives rise to; what leaves the same behind and is answered the same is played once. */
export function casesOf(recording: Recording, recoveries: readonly Recovery[]): FaultCase[] {
  return [
    ...ownCalls(recording).flatMap((call) =>
      kindsFor(recording, call)
        .filter(({ name }) => recording.story.event === undefined || dependsOnCall.test(name))
        .map((kind) => caseOf(recording, call, kind)),
    ),
    ...recoveries.flatMap(casesOfRecovery),
  ]
}

/** What a run makes of it depends on the call; limits, pages and networks are the client's business, which a run without other events has shown. */
const dependsOnCall =
  /^(crash|500|404-once|cut-short|drop-after|outage|token-expired|partial-(?!.*-limited$)|errors-after|late-|closed$|branch-deleted)/

/** The calls that a story brings: up to its event they are those of a run in which nothing else goes on. */
export function ownCalls({ story: { event }, calls }: Recording): readonly Call[] {
  return event === undefined ? calls : calls.slice(calls.findIndex(({ action }) => action === event.before))
}

/** Faults that look different and are one and the same to whoever meets them: the sample plays one of each family. */
const families: readonly RegExp[] = [
  /^50\d$/,
  /^(?:secondary-limit|primary-limit|429)$/,
  /^(?:errors|partial-.*)-limited$/,
  /^(?:errors|errors-null-data|no-data-no-errors)$/,
  /^partial-(?!.*-limited$)/,
  /^50\d-after$/,
  /^30\d$/,
  /^(?:unknown-host|refused|tls-error)$/,
  /^full-/,
]

/** The fault of a case by its family. */
export function familyOf({ title }: FaultCase): string {
  const name = title.split(' ').at(-1) ?? ''
  return families.find((family) => family.test(name))?.source ?? name
}

/** The call at which a case begins, by story and number. */
export function callOf({ recording, runs }: FaultCase): string {
  return `${recording.story.name} ${runs[0]?.call.number}`
}

/** What `npm test` plays: one case of every family of faults, and at least one at every call. */
export function sampleOf(cases: readonly FaultCase[]): FaultCase[] {
  const met = new Set<string>()
  const choose = (among: readonly FaultCase[], index: number) => {
    const rotated = [...among.slice(index % among.length), ...among.slice(0, index % among.length)]
    const one = rotated.find((candidate) => !met.has(callOf(candidate))) ?? rotated[0]
    if (one !== undefined) met.add(callOf(one))
    return one === undefined ? [] : [one]
  }
  const ofFamilies = [...Map.groupBy(cases, familyOf).values()].flatMap(choose)
  const ofCalls = [...Map.groupBy(cases, callOf)].flatMap(([call, group], index) => (met.has(call) ? [] : choose(group, index)))
  return [...ofFamilies, ...ofCalls]
}

function kindsFor({ calls }: Recording, call: Call): FaultKind[] {
  const made = calls.findIndex(({ writes }) => writes)
  return [
    ...crashes(call),
    ...answerFaults(call),
    ...networkFaults(call),
    // Before the first write there is neither a branch nor a pull request to do anything to.
    ...(call.number - 1 > made ? people : []),
    // What a step writes for the runner does not depend on its calls.
    ...(call.place === 1 ? diskFaults : []),
  ]
}

/** Where the first death left something behind, the recovery dies as well, or meets a second one, or only the jobs that failed run again. */
function casesOfRecovery({ recording, call, calls }: Recovery): FaultCase[] {
  const first = { call, signal: 'SIGKILL', fault: { when: 'after', drop: true } } as const
  const title = (name: string) => titleOf(recording, call, name)
  return [
    // A death after a read leaves nothing more behind than the one after the write before it.
    ...calls
      .filter(({ writes }) => writes)
      .map(
        (again): FaultCase => ({
          title: title(`then-${again.action}-${again.number} crash-again`),
          recording,
          runs: [first, { ...first, call: again }],
        }),
      ),
    { title: title('two-runners'), recording, runs: [first], recovery: 'twice' },
    { title: title('failed-jobs'), recording, runs: [first], recovery: 'failed-jobs' },
  ]
}

/** The titles that faults have, as far as they can be told without a recording: at a call of GraphQL and at one of REST. */
export function titlesOfEveryFault(): string[] {
  const call = { number: 2, action: 'check-deployment', place: 1, route: 'graphql:a,b', writes: true } as const
  const rest = { ...call, number: 3, route: 'POST /x' }
  const recording: Recording = { story: undisturbed, calls: [{ ...call, number: 1 }, call, rest], endState: {} }
  return casesOf(recording, [{ recording, call, calls: [rest] }]).map(({ title }) => title)
}
