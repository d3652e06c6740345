import { describe, expect, it } from 'vitest'
import { findAddresses } from './addresses.ts'

const host = ['registry', 'npmjs', 'org'].join('.')

describe('findAddresses', () => {
  it.each([
    [`resolved: https://${host}/x/-/x-1.0.0.tgz`, `https://${host.slice(0, -4)}`],
    ['see /root/project/file.ts', '/root/project'],
    ["join('/home/mona/code')", '/home/mona/code'],
    ['file:///Users/mona/code', null],
    ['cd /Users/mona/code', '/Users/mona/code'],
  ])('looks at %j', (text, seen) => {
    expect(findAddresses(`first\n${text}`)).toEqual(seen === null ? [] : [{ line: 2, text: seen }])
  })

  it.each(['https://github.com/nektos/act', 'packages/work/item', './home/page', 'https://example.com/home/mona/x', 'npm run build'])(
    'accepts %j',
    (text) => {
      expect(findAddresses(text)).toEqual([])
    },
  )
})
