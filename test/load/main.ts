import { writeFileSync } from 'node:fs'
import { startWith } from '../../scripts/command-line/command-line.mjs'
import { load } from '../../scripts/command-line/commands.mjs'
import { describeLoad, type LoadResult, playManyMfes, playOneMfe } from './play-load.ts'

const read = startWith(load, process.argv.slice(2))
if (read) process.exitCode = await main(Number(read.text('mfes') ?? 100), Number(read.text('requests') ?? 50))

async function main(mfes: number, requests: number): Promise<number> {
  const results: LoadResult[] = []
  const play = async (work: Promise<LoadResult>) => {
    const result = await work
    results.push(result)
    console.log([describeLoad(result), ...result.problems.map((problem) => `  ${problem}`)].join('\n'))
  }
  await play(playManyMfes(mfes, 'own files'))
  await play(playManyMfes(mfes, 'one shared file'))
  await play(playOneMfe(requests, Number(read?.text('seed') ?? 1)))
  const json = read?.text('json')
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`)
  return results.every(({ problems }) => problems.length === 0) ? 0 : 1
}
