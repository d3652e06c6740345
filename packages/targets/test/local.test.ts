import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { liveKey, openTarget, type Target } from '../src/index.ts'
import { describeTarget } from './conformance.ts'
import { liveRow, metaOf, text } from './rows.ts'

const run = promisify(execFile)
const newDirectory = (): Promise<string> => mkdtemp(join(tmpdir(), 'mfe-target-'))

describeTarget('local', async () => {
  const directory = await newDirectory()
  return {
    open: () => openTarget({ provider: 'local', directory }, {}),
    remove: () => rm(directory, { recursive: true }),
  }
})

describe('local target', () => {
  const opened: { target: Target; directory: string }[] = []
  async function open(prepare?: (directory: string) => Promise<unknown>): Promise<{ target: Target; directory: string }> {
    const directory = await newDirectory()
    await prepare?.(directory)
    const made = { target: await openTarget({ provider: 'local' }, { MFE_LOCAL_TARGET: directory }), directory }
    opened.push(made)
    return made
  }
  afterEach(async () => {
    for (const { target, directory } of opened.splice(0)) {
      await target.close()
      await rm(directory, { recursive: true })
    }
  })

  it('begins anew where somebody removed the live row, as on AWS', async () => {
    const { target, directory } = await open()
    await target.table.activate(liveRow())
    using database = new DatabaseSync(join(directory, 'live.sqlite'))
    database.exec('delete from live')
    expect(await target.table.activate(liveRow({ version: '2.0.0' }))).toEqual({ result: 'activated', previous: null })
    expect((await target.table.history('staging#cart')).map(({ version }) => version)).toEqual(['2.0.0'])
  })

  it('says what to set when it has no directory', async () => {
    await expect(openTarget({ provider: 'local' }, {})).rejects.toMatchObject({
      code: 'target-unknown',
      message: expect.stringContaining('MFE_LOCAL_TARGET'),
    })
  })

  it('refuses a provider that does not exist', async () => {
    const descriptor = { provider: 'floppy' } as unknown as { provider: 'local' }
    await expect(openTarget(descriptor, {})).rejects.toMatchObject({ code: 'target-unknown', message: expect.stringContaining('"floppy"') })
  })

  it('sees no object whose writer died before it was complete, and writes it again', async () => {
    const { target, directory } = await open()
    const draft = join(directory, 'pending', 'left-by-a-dead-process')
    await mkdir(draft)
    await writeFile(join(draft, 'body'), 'half a fi')
    await mkdir(join(directory, 'store', 'cart', '1.0.0'), { recursive: true })
    expect(await target.store.head('cart/1.0.0/a.js')).toBeNull()
    expect(await target.store.list('cart/')).toEqual([])
    expect(await target.store.putIfAbsent('cart/1.0.0/a.js', text('a'), metaOf(text('a')))).toBe('created')
  })

  it('removes drafts left long ago when it is opened, and no younger ones', async () => {
    const { directory } = await open(async (root) => {
      await mkdir(join(root, 'pending', 'old'), { recursive: true })
      await mkdir(join(root, 'pending', 'young'))
      await utimes(join(root, 'pending', 'old'), 0, 0)
    })
    expect(await readdir(join(directory, 'pending'))).toEqual(['young'])
  })

  it('leaves no drafts behind', async () => {
    const { target, directory } = await open()
    const puts = Array.from({ length: 10 }, () => target.store.putIfAbsent('one/key', text('a'), metaOf(text('a'))))
    await Promise.all(puts)
    expect(await readdir(join(directory, 'pending'))).toEqual([])
  })

  it('refuses to serve bytes that were changed on disk', async () => {
    const { target, directory } = await open()
    await target.store.putIfAbsent('cart/a.js', text('a'), metaOf(text('a')))
    await writeFile(join(directory, 'store', 'cart', 'a.js,object', 'body'), 'b')
    await expect(target.store.read('cart/a.js')).rejects.toMatchObject({ code: 'integrity-mismatch' })
  })

  it('feeds purges in order to those who follow', async () => {
    const { target } = await open()
    await target.cache.purge({ reference: 'a', paths: ['/a'], tags: [] })
    await target.cache.purge({ reference: 'b', paths: [], tags: ['b'] })
    await target.cache.purge({ reference: 'a', paths: ['/a'], tags: [] })
    expect(await target.feed?.after(0)).toEqual([
      { seq: 1, paths: ['/a'], tags: [] },
      { seq: 2, paths: [], tags: ['b'] },
    ])
    expect(await target.feed?.after(1)).toHaveLength(1)
  })

  it('release case 19: holds when many processes start at once on an empty directory', { timeout: 60_000 }, async () => {
    const directory = await newDirectory()
    const script = join(import.meta.dirname, 'racer.ts')
    const racers = Array.from({ length: 8 }, (_, at) => run(process.execPath, [script, directory, String(at + 1)]))
    const results = await Promise.all(racers)
    const answers = results.map(({ stdout }) => JSON.parse(stdout) as { put: string; activated: boolean })
    expect(results.map(({ stderr }) => stderr)).toEqual(results.map(() => ''))
    expect(answers.filter(({ put }) => put === 'created')).toHaveLength(1)

    const target = await openTarget({ provider: 'local', directory }, {})
    const live = await target.table.read(liveKey('staging', 'cart'))
    const history = await target.table.history(liveKey('staging', 'cart'))
    expect(live).toEqual(liveRow({ generation: 8 }))
    expect(history.map(({ generation }) => generation)).toEqual(
      answers.flatMap(({ activated }, at) => (activated ? [at + 1] : [])).reverse(),
    )
    expect(await target.feed?.after(0)).toHaveLength(9)
    await target.close()
    await rm(directory, { recursive: true })
  })

  it('holds whole objects only after its writer was killed', { timeout: 60_000 }, async () => {
    const directory = await newDirectory()
    for (let round = 0; round < 3; round++) {
      const writer = spawn(process.execPath, [join(import.meta.dirname, 'endless-writer.ts'), directory])
      let lines = 0
      for await (const chunk of writer.stdout) {
        lines += String(chunk).split('\n').length - 1
        if (lines >= 20 + round) break
      }
      const ended = once(writer, 'exit')
      writer.kill('SIGKILL')
      await ended
    }
    const target = await openTarget({ provider: 'local', directory }, {})
    const objects = await target.store.list('cart/')
    expect(objects.length).toBeGreaterThanOrEqual(20)
    for (const { key } of objects) expect((await target.store.read(key))?.object.size).toBe(200_000)
    await target.close()
    await rm(directory, { recursive: true })
  })
})
