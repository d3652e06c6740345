// Generated from workflows-schema/reason-codes.json by scripts/generate.ts. Do not edit.
import type { Outcome } from './documents.ts'

export interface ReasonCodeEntry {
  readonly outcome: Outcome
  readonly summary: string
  readonly remedy: string
}

export type ReasonCode =
  | 'payload-not-json'
  | 'payload-too-large'
  | 'field-missing'
  | 'field-unknown'
  | 'field-invalid'
  | 'type-mismatch'
  | 'keys-invalid'
  | 'config-missing'
  | 'config-invalid'
  | 'registration-missing'
  | 'registration-invalid'
  | 'environment-unknown'
  | 'environment-not-allowed'
  | 'repository-mismatch'
  | 'repository-id-mismatch'
  | 'ref-not-allowed'
  | 'sender-not-allowed'
  | 'transport-not-allowed'
  | 'proof-too-low'
  | 'version-kind-not-allowed'
  | 'environment-frozen'
  | 'mfe-frozen'
  | 'older-version'
  | 'older-commit'
  | 'version-not-comparable'
  | 'ancestry-unknown'
  | 'rollback-not-older'
  | 'nothing-to-roll-back'
  | 'artifact-not-found'
  | 'artifact-unavailable'
  | 'integrity-mismatch'
  | 'integrity-missing'
  | 'artifact-empty'
  | 'artifact-invalid'
  | 'artifact-entry-missing'
  | 'artifact-incomplete'
  | 'signature-refused'
  | 'provenance-refused'
  | 'edit-refused'
  | 'base-moved'
  | 'commit-refused'
  | 'branch-conflict'
  | 'pr-create-refused'
  | 'pr-altered'
  | 'check-path-not-allowed'
  | 'check-content-mismatch'
  | 'required-check-failed'
  | 'required-check-missing'
  | 'merge-blocked'
  | 'merge-conflict'
  | 'merge-method-not-allowed'
  | 'branch-behind'
  | 'pull-request-draft'
  | 'removed-from-queue'
  | 'merge-queue-timeout'
  | 'mergeability-unknown'
  | 'auto-merge-armed'
  | 'head-moved'
  | 'pull-request-closed'
  | 'no-rules'
  | 'superseded-by-newer'
  | 'request-replayed'
  | 'approval-required'
  | 'desired-state-missing'
  | 'desired-state-invalid'
  | 'canary-missing'
  | 'canary-running'
  | 'canary-is-live'
  | 'canary-not-raised'
  | 'canary-source-missing'
  | 'version-exists-with-other-bytes'
  | 'version-being-pruned'
  | 'prune-plan-refused'
  | 'store-failed'
  | 'generation-older'
  | 'table-failed'
  | 'purge-failed'
  | 'probe-failed'
  | 'version-withdrawn'
  | 'withdrawal-impossible'
  | 'target-unknown'
  | 'dispatch-refused'
  | 'token-cannot-dispatch'
  | 'token-cannot-read-runs'
  | 'run-not-found'
  | 'run-failed'
  | 'run-cancelled'
  | 'sender-cancelled'
  | 'waiting-for-approval'
  | 'receipt-missing'
  | 'receipt-mismatch'
  | 'wait-timeout'
  | 'actions-disabled'
  | 'github-unavailable'
  | 'github-rate-limited'
  | 'github-forbidden'
  | 'github-not-found'
  | 'github-refused'
  | 'github-invalid-answer'
  | 'package-exists-with-other-bytes'
  | 'publish-refused'
  | 'build-directory-missing'
  | 'input-missing'
  | 'input-invalid'
  | 'runner-file-failed'
  | 'internal-error'

/** Outcome, meaning and remedy of every reason code. */
export const reasonCodes: Readonly<Record<ReasonCode, ReasonCodeEntry>> = {
  'payload-not-json': {"outcome":"rejected","summary":"The request is not a JSON object.","remedy":"Send the ten fields of workflows-schema/deployment-request.schema.json as one JSON object."},
  'payload-too-large': {"outcome":"rejected","summary":"The request is too large or too deeply nested.","remedy":"Send only the ten fields, each within its length."},
  'field-missing': {"outcome":"rejected","summary":"A field is missing.","remedy":"Add the field; all ten are required, and an empty string is allowed for cache_invalidation_keys only."},
  'field-unknown': {"outcome":"rejected","summary":"There is a field that the contract does not know.","remedy":"Remove the field; the request has exactly ten fields."},
  'field-invalid': {"outcome":"rejected","summary":"The value of a field is not allowed.","remedy":"Send a value that is allowed."},
  'type-mismatch': {"outcome":"rejected","summary":"The type of the request is not the type of the event.","remedy":"Dispatch with an event_type that equals the field type."},
  'keys-invalid': {"outcome":"rejected","summary":"A cache invalidation key is not allowed.","remedy":"Use paths such as /cart/* and tags such as #cart, separated by commas, white space or new lines, or as a JSON array."},
  'config-missing': {"outcome":"rejected","summary":"The config repository has no gitops.yaml on its default branch.","remedy":"Add gitops.yaml; examples/gitops-config holds one to start from."},
  'config-invalid': {"outcome":"rejected","summary":"The file gitops.yaml is not valid.","remedy":"Correct the file as workflows-schema/gitops-config.schema.json describes, then ask again."},
  'registration-missing': {"outcome":"rejected","summary":"The micro-frontend is not registered in the config repository.","remedy":"Add its registration file by a pull request to the config repository, or correct the name."},
  'registration-invalid': {"outcome":"rejected","summary":"The registration of the micro-frontend is not valid.","remedy":"Correct the file as workflows-schema/registration.schema.json describes, then ask again."},
  'environment-unknown': {"outcome":"rejected","summary":"The environment is not in gitops.yaml.","remedy":"Ask for an environment that gitops.yaml names, or have it added."},
  'environment-not-allowed': {"outcome":"rejected","summary":"The micro-frontend is not registered for the environment.","remedy":"Ask for an environment of the registration, or add the environment to it."},
  'repository-mismatch': {"outcome":"rejected","summary":"The micro-frontend belongs to another repository.","remedy":"Ask from the repository of the registration, or have the registration changed."},
  'repository-id-mismatch': {"outcome":"rejected","summary":"The repository has the registered name but not the registered id.","remedy":"If the repository was created anew on purpose, have repositoryId changed in the registration."},
  'ref-not-allowed': {"outcome":"rejected","summary":"The registration does not allow deployments from this ref.","remedy":"Deploy from an allowed ref, or have the ref added to refs in the registration."},
  'sender-not-allowed': {"outcome":"rejected","summary":"The sender of the event may not ask for deployments.","remedy":"Send with an allowed user or app, or have its numeric id added to senders in gitops.yaml, and in the registration where that names senders of its own."},
  'transport-not-allowed': {"outcome":"rejected","summary":"The config repository does not allow this kind of event.","remedy":"Dispatch with an allowed transport, or have it added to transports in gitops.yaml."},
  'proof-too-low': {"outcome":"rejected","summary":"The environment demands a stronger proof of the sender than was reached.","remedy":"Set up the demanded proof level, or have proof lowered for the environment in gitops.yaml."},
  'version-kind-not-allowed': {"outcome":"rejected","summary":"The registration does not allow this kind of version.","remedy":"Send a version of the allowed kind, or have versions changed in the registration."},
  'environment-frozen': {"outcome":"rejected","summary":"The environment is frozen.","remedy":"Wait until the freeze is lifted, or ask the platform team."},
  'mfe-frozen': {"outcome":"rejected","summary":"The micro-frontend is frozen in this environment.","remedy":"Wait until the freeze is lifted, or ask the team that owns the registration."},
  'older-version': {"outcome":"superseded","summary":"The version is older than the one already desired.","remedy":"Nothing to do when a newer version is meant to stay; to go back on purpose, send a rollback-mfe-trigger request."},
  'older-commit': {"outcome":"superseded","summary":"The commit does not descend from the one already desired.","remedy":"Nothing to do when a newer commit is meant to stay; to go back on purpose, send a rollback-mfe-trigger request."},
  'version-not-comparable': {"outcome":"rejected","summary":"The environment orders by version, and one of the two versions is not a semantic version.","remedy":"Deploy semantic versions, or set ordering to ancestry or none for the environment in gitops.yaml."},
  'ancestry-unknown': {"outcome":"rejected","summary":"The environment orders by ancestry, and the two commits could not be compared.","remedy":"Let the token read the app repository, or set ordering to version or none for the environment in gitops.yaml."},
  'rollback-not-older': {"outcome":"rejected","summary":"The version to roll back to is not older than the one already desired.","remedy":"Roll back to an earlier version; to move forward, send a deploy-mfe-trigger request."},
  'nothing-to-roll-back': {"outcome":"rejected","summary":"Nothing is deployed that could be rolled back.","remedy":"Send a deploy-mfe-trigger request for the first version."},
  'artifact-not-found': {"outcome":"failed","summary":"The package repository does not have this version.","remedy":"Publish the version first, and check that the registration names the right package."},
  'artifact-unavailable': {"outcome":"failed","summary":"The package repository did not answer.","remedy":"Run again when the package repository is available."},
  'integrity-mismatch': {"outcome":"failed","summary":"The artifact is not the one that the desired state names.","remedy":"Do not deploy it; find out who changed the package, then publish a new version."},
  'integrity-missing': {"outcome":"failed","summary":"The package repository gives no SHA-512 for this version.","remedy":"Publish the version again as a new version with a current npm."},
  'artifact-empty': {"outcome":"failed","summary":"The artifact holds no file to deploy.","remedy":"Check the build, and the directory in the registration."},
  'artifact-invalid': {"outcome":"failed","summary":"The artifact holds something that is not allowed in a package.","remedy":"Build and publish the package without it."},
  'artifact-entry-missing': {"outcome":"failed","summary":"The artifact does not hold the entry file.","remedy":"Check the build, and the entry in the registration."},
  'artifact-incomplete': {"outcome":"failed","summary":"Files of the artifact refer to files that it does not hold.","remedy":"Make the build emit these files, or correct the references, then publish a new version."},
  'signature-refused': {"outcome":"failed","summary":"The registry's signature of the package is missing or wrong.","remedy":"Do not deploy it; publish to a registry that signs, or find out who changed the package."},
  'provenance-refused': {"outcome":"failed","summary":"The package does not prove that it was built where the registration says.","remedy":"Publish it with provenance from the registered workflow, or correct the registration."},
  'edit-refused': {"outcome":"failed","summary":"The config file cannot be changed without changing something else.","remedy":"Change the file by hand so that the value stands on its own, then ask again."},
  'base-moved': {"outcome":"failed","summary":"The base branch kept moving while the change was made.","remedy":"Run again."},
  'commit-refused': {"outcome":"failed","summary":"GitHub refused the commit.","remedy":"Check that the app may write contents and that the rules allow it to create the branch."},
  'branch-conflict': {"outcome":"failed","summary":"The branch of the request exists with other content.","remedy":"Delete the branch, then run again."},
  'pr-create-refused': {"outcome":"failed","summary":"GitHub refused to create the pull request.","remedy":"Check that the app may write pull requests, and that Actions may create pull requests if the job's own token is used."},
  'pr-altered': {"outcome":"failed","summary":"The pull request is not what this request made.","remedy":"Close the pull request and delete its branch, then ask again."},
  'check-path-not-allowed': {"outcome":"failed","summary":"The pull request changes a file that a deployment may not change.","remedy":"Change that file by a pull request of its own."},
  'check-content-mismatch': {"outcome":"failed","summary":"The pull request changes values that the request does not ask for.","remedy":"Close the pull request and ask again."},
  'required-check-failed': {"outcome":"failed","summary":"A required check failed.","remedy":"Read the check, mend its cause, then ask again."},
  'required-check-missing': {"outcome":"failed","summary":"A required check was not reported in time.","remedy":"Check its name in the branch rules, and that it runs on pull requests of the app."},
  'merge-blocked': {"outcome":"failed","summary":"The branch rules do not allow the merge.","remedy":"Meet the rule, or let the app do so, then run again."},
  'merge-conflict': {"outcome":"failed","summary":"The pull request conflicts with its base.","remedy":"Ask again; the change is then made on the current base."},
  'merge-method-not-allowed': {"outcome":"failed","summary":"The repository does not allow the merge method.","remedy":"Use an allowed method, or allow this one in the repository's settings."},
  'branch-behind': {"outcome":"failed","summary":"The branch does not hold the tip of its base, which the rules demand.","remedy":"Run again, so that the change is made on the current base; a person updates the branch instead."},
  'pull-request-draft': {"outcome":"failed","summary":"The pull request is a draft.","remedy":"Mark it as ready for review, then run again."},
  'removed-from-queue': {"outcome":"failed","summary":"The merge queue gave the pull request back.","remedy":"Mend what the queue found, then run again."},
  'merge-queue-timeout': {"outcome":"timed-out","summary":"The merge queue did not merge the pull request in time.","remedy":"Look at what the queue waits for, then run again or raise timeout-minutes."},
  'mergeability-unknown': {"outcome":"timed-out","summary":"GitHub did not work out in time whether the pull request can be merged.","remedy":"Run again."},
  'auto-merge-armed': {"outcome":"timed-out","summary":"Somebody had told GitHub to merge the pull request by itself, and it has not done so in time.","remedy":"Meet what it waits for, or disarm auto-merge; then run again."},
  'head-moved': {"outcome":"failed","summary":"Somebody pushed to the branch after it was checked.","remedy":"Find out who did; then close the pull request and ask again."},
  'pull-request-closed': {"outcome":"failed","summary":"The pull request was closed without a merge.","remedy":"Ask again if the deployment is still wanted."},
  'no-rules': {"outcome":"failed","summary":"The base branch has no required check, so that anything would merge at once.","remedy":"Require the deployment check by a branch rule, or set allow-no-rules."},
  'superseded-by-newer': {"outcome":"superseded","summary":"A newer request for the same micro-frontend and environment took over.","remedy":"Nothing to do."},
  'request-replayed': {"outcome":"superseded","summary":"This request was carried out before, and something else is desired now.","remedy":"Send a new request if this version is wanted again; a new timestamp makes it one."},
  'approval-required': {"outcome":"awaiting-approval","summary":"The pull request needs the approval of a person.","remedy":"Approve and merge the pull request; the release follows the merge."},
  'desired-state-missing': {"outcome":"failed","summary":"There is no desired state for the micro-frontend in this environment.","remedy":"Deploy a version first."},
  'desired-state-invalid': {"outcome":"failed","summary":"The desired state is not valid.","remedy":"Correct the file as workflows-schema/desired-state.schema.json describes, then run again."},
  'canary-missing': {"outcome":"rejected","summary":"There is no canary.","remedy":"Start one with a version and a percentage first."},
  'canary-running': {"outcome":"rejected","summary":"Another version is the canary already.","remedy":"Finish or abort that canary, then set this one."},
  'canary-is-live': {"outcome":"rejected","summary":"The canary is the version that everybody gets already.","remedy":"Name another version."},
  'canary-not-raised': {"outcome":"rejected","summary":"The canary gets that many visitors already.","remedy":"Name a larger percentage; to lower it, set it anew."},
  'canary-source-missing': {"outcome":"rejected","summary":"Nobody has said which commit the canary was built from.","remedy":"Name the commit when the canary is finished, or deploy its version."},
  'version-exists-with-other-bytes': {"outcome":"failed","summary":"The store holds this version with other bytes.","remedy":"Publish a new version; stored versions never change."},
  'version-being-pruned': {"outcome":"failed","summary":"A prune is removing the files of this version from the store.","remedy":"Run the job again when the prune has ended: it uploads what is missing. What a prune left that died, the next `mfe prune --apply` finishes."},
  'prune-plan-refused': {"outcome":"rejected","summary":"The plan of what to prune cannot be applied.","remedy":"Make a new plan with mfe prune --plan FILE, look at it, and apply that."},
  'store-failed': {"outcome":"failed","summary":"The artifact store did not do what it was asked.","remedy":"Run the failed job again; files that are stored already are skipped."},
  'generation-older': {"outcome":"superseded","summary":"A newer generation is live already.","remedy":"Nothing to do; the newer deployment stays."},
  'table-failed': {"outcome":"failed","summary":"The live table did not do what it was asked.","remedy":"Run the failed job again; the change is made at most once."},
  'purge-failed': {"outcome":"failed","summary":"The CDN did not purge the cache.","remedy":"The version is live; run the failed job again to purge."},
  'probe-failed': {"outcome":"failed","summary":"The edge does not serve what was deployed.","remedy":"Compare the edge's route, headers and cache with the target, which holds what was deployed."},
  'version-withdrawn': {"outcome":"failed","summary":"The version was taken back after its probe; the one before it is live.","remedy":"Git still asks for it: send a rollback request, or deploy a version that mends it. A re-run does not make it live again."},
  'withdrawal-impossible': {"outcome":"failed","summary":"The version could not be taken back, and is still live.","remedy":"Send a rollback request for a version that works, or deploy one that mends it."},
  'target-unknown': {"outcome":"rejected","summary":"The environment names a target that gitops.yaml does not have.","remedy":"Add the target to gitops.yaml, or correct the name."},
  'dispatch-refused': {"outcome":"failed","summary":"GitHub refused the dispatch.","remedy":"Check the name of the config repository, the transport and the permissions of the token."},
  'token-cannot-dispatch': {"outcome":"failed","summary":"The token may not dispatch to the config repository.","remedy":"Give the token contents: write for repository_dispatch, or actions: write for workflow_dispatch."},
  'token-cannot-read-runs': {"outcome":"failed","summary":"The token may not read the runs of the config repository.","remedy":"Give the token actions: read on the config repository, or do not wait."},
  'run-not-found': {"outcome":"failed","summary":"No run of the config repository took the request in time.","remedy":"Check that its workflow is on the default branch, listens to the event type and has the run-name of the example."},
  'run-failed': {"outcome":"failed","summary":"The run in the config repository failed.","remedy":"Open the run and read its failed step."},
  'run-cancelled': {"outcome":"cancelled","summary":"The run in the config repository was cancelled.","remedy":"Ask again if the deployment is still wanted."},
  'sender-cancelled': {"outcome":"cancelled","summary":"The sender was cancelled while it waited.","remedy":"Ask again if the deployment is still wanted."},
  'waiting-for-approval': {"outcome":"awaiting-approval","summary":"The run waits for the approval of a person.","remedy":"Approve or reject it in the run of the config repository."},
  'receipt-missing': {"outcome":"failed","summary":"The run ended without a receipt.","remedy":"Open the run; its conclusion and failed steps say what is known."},
  'receipt-mismatch': {"outcome":"failed","summary":"The receipt is not a valid receipt of this request.","remedy":"Open the run; do not trust its result until the cause is known."},
  'wait-timeout': {"outcome":"timed-out","summary":"The deployment did not end in time.","remedy":"It may still end; follow the run, or wait longer."},
  'actions-disabled': {"outcome":"failed","summary":"GitHub Actions is disabled in the config repository.","remedy":"Enable it in the settings of the repository."},
  'github-unavailable': {"outcome":"failed","summary":"GitHub did not answer.","remedy":"Run again when GitHub is available."},
  'github-rate-limited': {"outcome":"failed","summary":"GitHub's rate limit is used up.","remedy":"Run again later, or use an app of its own for deployments."},
  'github-forbidden': {"outcome":"failed","summary":"The token may not do this.","remedy":"Give the token the permission that the README of the action names."},
  'github-not-found': {"outcome":"failed","summary":"GitHub does not have this, or the token may not see it.","remedy":"Check the name, and that the token reaches the repository."},
  'github-refused': {"outcome":"failed","summary":"GitHub refused the request.","remedy":"Read GitHub's answer and mend its cause."},
  'github-invalid-answer': {"outcome":"failed","summary":"GitHub's answer could not be understood.","remedy":"Run again; if it stays, check the API URL and report it."},
  'package-exists-with-other-bytes': {"outcome":"failed","summary":"The package repository holds this version with other bytes.","remedy":"Raise the version; a published version never changes."},
  'publish-refused': {"outcome":"failed","summary":"The package repository refused the package.","remedy":"Check the token, the package name and the access."},
  'build-directory-missing': {"outcome":"failed","summary":"The build wrote no files where they are expected.","remedy":"Run the build first, and check the directory."},
  'input-missing': {"outcome":"failed","summary":"A required input is missing.","remedy":"Set the input."},
  'input-invalid': {"outcome":"failed","summary":"The value of an input is not allowed.","remedy":"Set the input to a value that is allowed."},
  'runner-file-failed': {"outcome":"failed","summary":"A file of the runner could not be read or written.","remedy":"Free space on the runner's disk, or see to it that the job may write to its temporary folder; then run the job again."},
  'internal-error': {"outcome":"failed","summary":"The program failed in a way that it should not.","remedy":"Run again with debug logging, and report it with the log."},
}
