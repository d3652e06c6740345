import type { App, BranchRules, RunRecord } from '../github/types.ts'
import type { Deployment } from './deployment.ts'
import type { Files } from './example-files.ts'

export interface OrganizationOptions {
  /** Login; default `acme`. */
  readonly login?: string
  /** Use the three single-step workflows instead of the whole deployment in one run. */
  readonly eventDriven?: boolean
  /** Last word on the files of the config repository. */
  readonly configFiles?: (files: Record<string, string>) => Record<string, string>
  /** Last word on the files of an app repository. */
  readonly appFiles?: (files: Record<string, string>, mfe: string) => Record<string, string>
  /** Rules of the config repository's default branch on top of the usual ones; null for none at all. */
  readonly rules?: Partial<BranchRules> | null
  /** Whether the app repositories are private; default true. */
  readonly privateApps?: boolean
  /** Permissions of the App that asks for deployments; default is what both transports need. */
  readonly dispatcherPermissions?: Readonly<Record<string, string>>
}

export interface Person {
  readonly id: number
  readonly login: string
  readonly token: string
}

/** The fields of a request that a scenario cares about; the rest is filled in. */
export type RequestFields = Partial<
  Record<
    'type' | 'timestamp' | 'user' | 'mfe' | 'version' | 'environment' | 'cache_invalidation_keys' | 'repository' | 'ref' | 'sha',
    unknown
  >
>

export interface SendOptions {
  /** Default: a person of the organisation. */
  readonly token?: string
  readonly transport?: 'repository_dispatch' | 'workflow_dispatch'
  /** Event type; default the type of the request. */
  readonly eventType?: string
  /** The workflow_dispatch input as it is, instead of the request as JSON. */
  readonly text?: string
}

/** A company like that of the examples, ready to deploy. */
export interface Organization {
  readonly login: string
  /** Full name of the config repository. */
  readonly config: string
  /** Somebody who may do everything in the organisation. */
  readonly person: Person
  readonly apps: { readonly gitops: App; readonly dispatcher: App }
  readonly installations: { readonly gitops: number; readonly dispatcher: number }
  /** Full name of the repository of a micro-frontend. */
  repository(mfe: string): string

  /** Pushes a version of the app with git; its CI builds, publishes and asks for the deployment to staging. Answers that run when it has ended. */
  push(mfe: string, version: string, files?: Files): Promise<RunRecord>
  /** `push`, and then the deployment that it asked for. */
  release(mfe: string, version: string): Promise<Deployment>
  /** Publishes a package without a build. */
  publish(mfe: string, version: string, files?: Readonly<Record<string, string | Uint8Array>>): Promise<void>
  /** Starts a workflow of a repository by hand, without waiting. */
  startWorkflow(repository: string, file: string, inputs?: Readonly<Record<string, string>>): Promise<RunRecord>
  /** Starts the app's CD workflow by hand, without waiting. */
  start(mfe: string, inputs: { version: string; environment?: string; type?: string }): Promise<RunRecord>
  /** Starts the app's CD workflow by hand and waits for its end. */
  deploy(mfe: string, inputs: { version: string; environment?: string; type?: string }): Promise<Deployment>
  rollback(mfe: string, version: string, environment?: string): Promise<Deployment>
  /** A valid request with the given fields changed. */
  request(fields: RequestFields): Promise<Record<string, unknown>>
  /** Sends a request as any third party does, and waits for the run that takes it. Nobody waits on the other side. */
  send(fields: RequestFields, options?: SendOptions): Promise<Deployment>
  /** Sends a request and answers the run as soon as it is there. */
  sendOnly(fields: RequestFields, options?: SendOptions): Promise<RunRecord>
  /** The deployment that a run of either side belongs to. */
  deploymentOf(run: RunRecord): Promise<Deployment>
}
