import type { PortDescriptor } from '@mfe-gitops/contract'
import type { ServiceSettings } from './client-settings.ts'
import type { Clock } from './clock.ts'

/** What every service of a target is opened with. */
export interface Opening {
  readonly descriptor: PortDescriptor
  readonly settings: ServiceSettings
  readonly clock: Clock
  /** Gets the name of every call, once for all its repeats. */
  readonly onCall?: ((call: string) => void) | undefined
}

/** A port, and what ends the client behind it. */
export interface Opened<Port> {
  readonly port: Port
  close(): void
}

interface Followed {
  readonly middlewareStack: unknown
}

/** Tells of every call of a client. */
export function follow({ middlewareStack }: Followed, onCall: Opening['onCall']): void {
  if (onCall === undefined) return
  const tell: Middleware =
    (next, { commandName }) =>
    (request) => {
      onCall(String(commandName).replace(/Command$/, ''))
      return next(request)
    }
  const stack = middlewareStack as { add(middleware: Middleware, options: { step: 'initialize' }): void }
  stack.add(tell, { step: 'initialize' })
}

type Middleware = (next: (request: object) => Promise<object>, context: { commandName?: unknown }) => (request: object) => Promise<object>
