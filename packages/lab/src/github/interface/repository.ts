export interface RepositoryOptions {
  /** Default true. */
  readonly private?: boolean
  /** Default `main`. */
  readonly defaultBranch?: string
  readonly description?: string
  /** First commit on the default branch; made as the administrator, no event. A key is a path; a value may be bytes. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  readonly rules?: BranchRules
  readonly settings?: Partial<RepositorySettings>
}

export interface RepositoryRef {
  readonly id: number
  readonly fullName: string
  readonly defaultBranch: string
  readonly private: boolean
}

export interface RepositorySettings {
  readonly allowSquash: boolean
  readonly allowMerge: boolean
  readonly allowRebase: boolean
  readonly allowAutoMerge: boolean
  readonly deleteBranchOnMerge: boolean
  readonly actionsEnabled: boolean
  readonly archived: boolean
  /** Enterprise Server: a pre-receive hook that every merge passes; `refusal` is what it says when it refuses all of them. */
  readonly preReceiveHook?: { readonly refusal?: string }
}

export type MergeMethod = 'squash' | 'merge' | 'rebase'

export type WorkflowState = 'active' | 'disabled_manually' | 'disabled_inactivity'

export interface BranchRules {
  /** Which of GitHub's two mechanisms speaks: they differ in their refusals and in who may read them. Default `ruleset`. */
  readonly kind?: 'ruleset' | 'branch-protection'
  /** Branch name, exact or with a trailing `*`. */
  readonly branch: string
  /** Contexts that must be green on the head commit, of any source or of one App. */
  readonly requiredChecks?: readonly (string | { readonly context: string; readonly appId: number })[]
  /** Ids of the Apps that alone may update the branch, by merging; nobody else may merge or push. */
  readonly onlyApps?: readonly number[]
  /** Changes arrive by pull request only. Default true. */
  readonly pullRequest?: boolean
  /** The head must hold the tip of the base before it can merge. Default false. */
  readonly strict?: boolean
  readonly methods?: readonly MergeMethod[]
  readonly requiredApprovals?: number
  /** A changed file with an entry in CODEOWNERS needs the approval of one of its owners. */
  readonly codeOwners?: boolean
  /** A push to the head dismisses the approvals that it had. */
  readonly dismissStaleReviews?: boolean
  /** Environments to which the head must have been deployed. */
  readonly deployments?: readonly string[]
  /** Every commit of a pull request must be verified. */
  readonly signatures?: boolean
  readonly linearHistory?: boolean
  /** Nothing changes the branch any more. */
  readonly locked?: boolean
  /** Pull requests are merged by a queue, in this way, and by nothing else. */
  readonly mergeQueue?: { readonly method: MergeMethod }
  /** Ids of the people and Apps to whom none of this applies. */
  readonly bypass?: readonly number[]
}

export interface DirectCommit {
  /** Default: the default branch. A new branch starts at the default branch. */
  readonly branch?: string
  readonly message: string
  readonly files: Readonly<Record<string, string | Uint8Array | null>>
  /** Login of the person in whose name it happens; default the administrator. */
  readonly author?: string
}
