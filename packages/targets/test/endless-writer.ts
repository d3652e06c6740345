// Writes objects until it is killed; says so after each.
import { openTarget } from '../src/index.ts'
import { metaOf } from './rows.ts'

const target = await openTarget({ provider: 'local', directory: process.argv[2] }, {})
const write = async (at: number): Promise<void> => {
  const body = new Uint8Array(200_000).fill(at % 256)
  await target.store.putIfAbsent(`cart/1.0.0/${at}.js`, body, metaOf(body))
  process.stdout.write(`${at}\n`)
}
for (let at = 0; ; at += 4) await Promise.all([at, at + 1, at + 2, at + 3].map(write))
