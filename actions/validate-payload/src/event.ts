import { type DispatchEvent, isMap, own } from '@mfe-gitops/contract'

/** Reads the event body; whatever is not of the documented shape counts as absent. */
export function readDispatchEvent(name: string, body: unknown): DispatchEvent {
  return {
    name,
    action: name === 'repository_dispatch' ? text(field(body, 'action')) : null,
    senderId: id(field(body, 'sender')),
    installationId: id(field(body, 'installation')),
  }
}

function field(value: unknown, name: string): unknown {
  return isMap(value) ? own(value, name) : undefined
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function id(value: unknown): number | null {
  const number = field(value, 'id')
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null
}
