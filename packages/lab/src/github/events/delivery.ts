import { type Delivery, type DeliveryFault, type DeliveryHandle, deliveredEvents, type WebhookEvent } from '../types.ts'

export interface EventDelivery extends Delivery {
  send(event: WebhookEvent): void
  /** Delivers what has become due on the clock. */
  look(): void
}

export interface DeliveryPorts {
  readonly now: () => number
  readonly deliver: (event: WebhookEvent) => void
  /** A second event of the same cause. */
  readonly copyOf: (event: WebhookEvent) => WebhookEvent
  /** Sees to it that `look` is called after so many milliseconds, where the clock goes by itself. */
  readonly wakeAfter: (milliseconds: number) => void
  readonly onFate: (event: WebhookEvent, fate: DeliveryFault['fate']) => void
}

interface Entry {
  readonly fault: DeliveryFault
  isOpen: boolean
  seen: number
  hits: number
  kept: Kept[]
}

interface Kept {
  readonly event: WebhookEvent
  /** When it arrives by itself. */
  readonly due: number
}

/** Stands between the causes of events and those who listen, and does to each event what it is told. */
export function createDelivery(ports: DeliveryPorts): EventDelivery {
  const { deliver } = ports
  let entries: Entry[] = []
  const release = (entry: Entry, chosen: readonly Kept[]) => {
    entry.kept = entry.kept.filter((one) => !chosen.includes(one))
    for (const { event } of chosen) deliver(event)
  }
  const fates: Record<DeliveryFault['fate'], (entry: Entry, event: WebhookEvent) => void> = {
    dropped: () => {},
    duplicated: (_, event) => {
      deliver(event)
      deliver(ports.copyOf(event))
    },
    delayed: (entry, event) => {
      const wait = 'milliseconds' in entry.fault ? entry.fault.milliseconds : 0
      entry.kept.push({ event, due: ports.now() + wait })
      ports.wakeAfter(wait)
    },
    held: (entry, event) => entry.kept.push({ event, due: Number.POSITIVE_INFINITY }),
    reordered: (entry, event) => {
      entry.kept.push({ event, due: Number.POSITIVE_INFINITY })
      if (entry.kept.length === timesOf(entry.fault)) release(entry, entry.kept.toReversed())
    },
  }
  return {
    add(fault) {
      checkFault(fault)
      const entry: Entry = { fault, isOpen: true, seen: 0, hits: 0, kept: [] }
      entries.push(entry)
      return handleOf(entry, (order) => release(entry, order === 'last to first' ? entry.kept.toReversed() : entry.kept))
    },
    clear() {
      const cleared = entries
      entries = []
      for (const entry of cleared) release(entry, entry.kept)
    },
    look() {
      const now = ports.now()
      const due = entries.flatMap((entry) => entry.kept.filter((one) => one.due <= now).map((one) => ({ entry, one })))
      for (const { entry, one } of due.sort((left, right) => left.one.due - right.one.due)) release(entry, [one])
    },
    send(event) {
      const entry = entries.find((one) => takes(one, event))
      if (!entry) return deliver(event)
      entry.hits++
      ports.onFate(event, entry.fault.fate)
      fates[entry.fault.fate](entry, event)
    },
  }
}

function handleOf(entry: Entry, release: DeliveryHandle['release']): DeliveryHandle {
  return {
    get hits() {
      return entry.hits
    },
    get waiting() {
      return entry.kept.map(({ event }) => event)
    },
    release,
    remove() {
      entry.isOpen = false
    },
  }
}

function timesOf(fault: DeliveryFault): number {
  return fault.fate === 'reordered' ? fault.together : (fault.times ?? 1)
}

/** Whether an event is this entry's; one that it lets pass is counted. */
function takes(entry: Entry, event: WebhookEvent): boolean {
  const { fault } = entry
  if (!entry.isOpen || entry.hits >= timesOf(fault)) return false
  if (fault.event !== '*' && fault.event !== event.name) return false
  if (fault.action !== undefined && fault.action !== event.action) return false
  if (fault.repository && fault.repository.toLowerCase() !== event.repository.toLowerCase()) return false
  entry.seen++
  return entry.seen > (fault.skip ?? 0)
}

/** Scenarios may be plain JavaScript: a fault that no event can have would make one green that proves nothing. */
function checkFault(fault: DeliveryFault): void {
  if (fault.event !== '*' && !deliveredEvents.includes(fault.event))
    throw new Error(`The lab sends no event ${JSON.stringify(fault.event)}. It sends ${deliveredEvents.join(', ')}; * is all of them.`)
  if (!fateNames.includes(fault.fate))
    throw new Error(`An event cannot be ${JSON.stringify(fault.fate)}. Its fate is one of ${fateNames.join(', ')}.`)
  if (fault.fate === 'reordered' && !(fault.together >= 2))
    throw new Error('To reorder events say how many of them, at least two: { together: 2 }.')
  if (fault.fate === 'delayed' && !(fault.milliseconds >= 0)) throw new Error('To delay an event say by how much: { milliseconds: 2000 }.')
}

const fateNames: readonly string[] = ['dropped', 'duplicated', 'delayed', 'held', 'reordered'] satisfies DeliveryFault['fate'][]
