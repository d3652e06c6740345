/** What one sentence of a refused merge is about. */
export type MergeRefusal =
  | 'base-moved'
  | 'behind'
  | 'draft'
  | 'method-not-allowed'
  | 'checks'
  | 'reviews'
  | 'code-owners'
  | 'conversations'
  | 'deployments'
  | 'code-scanning'
  | 'signatures'
  | 'locked'
  | 'restricted'
  | 'merge-queue'
  | 'conflict'
  | 'not-open'
  /** The sentence fits a conflict, a pull request merged a moment ago, and one that GitHub has not computed yet: look again. */
  | 'not-mergeable'
  | 'other'

// The order decides: checks come first, as their names may hold any word.
const sentences: readonly (readonly [MergeRefusal, RegExp])[] = [
  ['checks', /status checks?\b|required check|required workflow/i],
  ['base-moved', /base branch was modified/i],
  ['merge-queue', /merge queue/i],
  ['behind', /up[- ]to[- ]date with|out of date|not up to date/i],
  [
    'method-not-allowed',
    /(merge commits?|squash(?: merges?)?|rebase(?: merges?)?) (?:is|are) not allowed|not allowed on this repository|merge methods|linear history|must not contain merge commits/i,
  ],
  ['draft', /draft/i],
  ['conflict', /conflict|cannot be cleanly/i],
  ['not-mergeable', /not mergeable/i],
  ['code-owners', /code ?owner/i],
  ['conversations', /conversation|comments? .*resolved/i],
  ['reviews', /\breview(?:er)?s?\b|approval|changes requested/i],
  ['deployments', /deployment/i],
  ['code-scanning', /code scanning|scanning results/i],
  ['signatures', /signature|signed/i],
  ['locked', /locked/i],
  ['restricted', /cannot update this protected ref|not authorized to (?:push|merge)|restricted/i],
  ['not-open', /not open|closed|already merged/i],
]

/** The sentences are GitHub's and not documented, so `other` must be handled like a block of unknown kind. */
export function classifyMergeRefusal(sentence: string): MergeRefusal {
  return sentences.find(([, pattern]) => pattern.test(sentence))?.[0] ?? 'other'
}

/** Every kind that an answer names: rulesets put one sentence per paragraph below a heading. */
export function mergeRefusals(message: string): readonly MergeRefusal[] {
  const [first = '', ...others] = message.split(/\n+/).filter((line) => line.trim() !== '')
  const isHeading = others.length > 0 && /^repository rule violations found/i.test(first)
  return [...new Set((isHeading ? others : [first, ...others]).map(classifyMergeRefusal))]
}
