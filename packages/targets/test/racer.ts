// One of many processes that use one target at once; prints what it got.
import { openTarget } from '../src/index.ts'
import { liveRow, metaOf, text } from './rows.ts'

const [directory, number] = process.argv.slice(2)
const target = await openTarget({ provider: 'local', directory }, {})
const body = text(`written by ${number}`)
const put = await target.store.putIfAbsent('cart/1.0.0/entry.js', body, metaOf(body))
const { result } = await target.table.activate(liveRow({ generation: Number(number) }))
await target.cache.purge({ reference: `own-${number}`, paths: ['/cart/*'], tags: [] })
await target.cache.purge({ reference: 'shared', paths: ['/cart/*'], tags: [] })
await target.close()
console.log(JSON.stringify({ put, activated: result === 'activated' }))
