import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { code, link } from './markdown.ts'
import { capped, createSummary } from './summary.ts'

describe('the summary', () => {
  it('appends what was added, escaped', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'summary-'))
    const file = join(directory, 'summary.md')
    writeFileSync(file, 'before\n')
    const summary = createSummary(file)
    summary
      .heading('Deployed <b>cart</b>')
      .paragraph('Version ', code('1.4.1'), ' is live: ', link('page', 'https://x.y/'))
      .table(['Stage', 'Seconds'], [['accepted', '1']])
      .list(['a @b', code('c')])
    await summary.write()
    await summary.write()
    const text = readFileSync(file, 'utf8')
    rmSync(directory, { recursive: true })
    expect(text).toBe(`before
## Deployed &lt;b&gt;cart&lt;/b&gt;

Version \`1.4.1\` is live: [page](https://x.y/)

| Stage | Seconds |
| --- | --- |
| accepted | 1 |

- a @&ZeroWidthSpace;b
- \`c\`

`)
  })

  it('does nothing outside of a run', async () => {
    await expect(createSummary(undefined).paragraph('x').write()).resolves.toBeUndefined()
  })

  it('tells why it could not be written, and goes on', async () => {
    const failures: Error[] = []
    await createSummary('/no/such/folder/summary.md', (error) => void failures.push(error))
      .paragraph('x')
      .write()
    expect(failures).toMatchObject([{ code: 'ENOENT' }])
  })

  it('fault 47: stays within its bytes and says so', () => {
    const long = 'zeile mit ü\n'.repeat(1000)
    const cut = capped(long, 2000)
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(2000)
    expect(cut).toContain('does not fit')
    expect(cut).not.toContain('\ufffd')
    expect(capped('short', 2000)).toBe('short')
  })
})
