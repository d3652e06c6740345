import type { Ports } from './ports.ts'

/** Waits before another try: longer each time, and never as long as a run that failed at the same moment. */
export async function pauseBetween({ sleep, random }: Pick<Ports, 'sleep' | 'random'>, attempt: number): Promise<void> {
  await sleep(Math.round(250 * 2 ** attempt * (1 + random())))
}
