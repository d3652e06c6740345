import { describe, expect, it } from 'vitest'
import { outcomes, parseRequest, stageNames } from '../../packages/contract/src/index.ts'
import { contractFiles } from './contract-files.ts'
import { checkFiles } from './generated-files.ts'
import { readSchemas } from './json-schema.ts'
import { generateReasonCodesPage, readReasonCodes } from './reason-codes.ts'

const root = new URL('../..', import.meta.url).pathname

describe('what comes from workflows-schema', () => {
  it('is committed as it is generated', async () => {
    const { files } = await contractFiles(root)
    expect(checkFiles(root, files)).toEqual([])
  })

  it('needs nothing at run time and is small', async () => {
    const { files } = await contractFiles(root)
    const validators = files.filter(({ path }) => /validators\/.*\.js$/.test(path))
    expect(validators).toHaveLength(5)
    for (const { path, text } of validators) {
      expect(text, path).not.toMatch(/\brequire\(|\bimport[\s(]/)
      expect(text.length, path).toBeLessThan(100_000)
    }
  })

  it('names the stages and outcomes of the receipt', () => {
    const { $defs = {} } = readSchemas(root).receipt
    expect($defs.stageName?.enum).toEqual([...stageNames])
    expect($defs.outcome?.enum).toEqual([...outcomes])
  })

  it('rejects in the words of the schema', () => {
    const words = readSchemas(root)['deployment-request'].$defs?.sha?.['x-allowed']
    const parsed = parseRequest({ sha: 'x' })
    expect(parsed.ok ? [] : parsed.reasons).toContainEqual(expect.objectContaining({ field: 'sha', allowed: words }))
  })
})

describe('the reason codes', () => {
  const codes = readReasonCodes(root)

  it('are unique', () => {
    expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length)
  })

  it('are all on the page, each once, with meaning and remedy', () => {
    const page = generateReasonCodesPage(codes)
    for (const { code, summary, remedy } of codes) expect(page.split(`| \`${code}\` | ${summary} | ${remedy} |`)).toHaveLength(2)
  })
})
