import type { WebhookEvent } from './event.ts'

/** Names of the events that a lab sends. */
export const deliveredEvents = [
  'push',
  'status',
  'pull_request',
  'pull_request_review',
  'merge_group',
  'repository_dispatch',
  'workflow_dispatch',
] as const

export interface EventMatch {
  /** `*` is every event. */
  readonly event: (typeof deliveredEvents)[number] | '*'
  readonly action?: string
  /** Narrows to one repository. */
  readonly repository?: string
  /** How often; default once. `Infinity` is allowed. */
  readonly times?: number
  /** Lets this many matching events pass first. */
  readonly skip?: number
}

/** What becomes of an event on its way from its cause, which is done and answered, to the workflows that wait for it. */
export type DeliveryFault = EventMatch &
  (
    | { readonly fate: 'dropped' }
    /** It arrives twice, one directly after the other. */
    | { readonly fate: 'duplicated' }
    /** It arrives so much later on the lab's clock. A lab with a clock that was given looks at it with every request. */
    | { readonly fate: 'delayed'; readonly milliseconds: number }
    /** It arrives when the handle releases it. */
    | { readonly fate: 'held' }
    /** So many events are kept back until the last has come, and arrive last to first. */
    | { readonly fate: 'reordered'; readonly together: number; readonly times?: never }
  )

export interface DeliveryHandle {
  /** Events that this has happened to. */
  readonly hits: number
  /** Events that are kept back at the moment, in their order. */
  readonly waiting: readonly WebhookEvent[]
  /** Lets what is kept back arrive now. */
  release(order?: 'first to last' | 'last to first'): void
  /** Touches no further event; what is kept back stays so. */
  remove(): void
}

/** Whether events arrive as they should. All do by default, at the moment of their cause. */
export interface Delivery {
  add(fault: DeliveryFault): DeliveryHandle
  /** Takes every fault away and lets what is kept back arrive. */
  clear(): void
}
