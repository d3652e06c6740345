import { setFlagsFromString } from 'node:v8'

/**
 * Keeps V8 from giving more and more room to objects that live for a moment, as those of thousands of requests do: seen with 2,000 files,
 * 216 MB at the peak instead of 295, at the same speed. A release of V8 that does not know the flag ignores it.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}
