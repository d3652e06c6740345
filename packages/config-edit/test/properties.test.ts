import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editYaml } from '../src/edit.ts'
import { fromTape, randomDocument, randomModel } from './random-document.ts'
import { toJsonValue } from './random-edit.ts'
import { playRound } from './round.ts'

const tapes = fc.array(fc.nat(100_000), { minLength: 40, maxLength: 300 })

describe('editYaml, on generated documents', { timeout: 120_000 }, () => {
  it('claim 12: makes the intended model, or refuses for a reason that holds', () => {
    fc.assert(
      fc.property(tapes, (tape) => {
        const { outcome, ...round } = playRound(fromTape(tape))
        expect({ outcome, ...(outcome === 'edited' ? {} : round) }).toMatchObject({
          outcome: expect.stringMatching(/^(edited|rightly-refused|bad-document)$/),
        })
      }),
      { numRuns: 1500 },
    )
  })

  it('is idempotent: a value that is set once more changes nothing', () => {
    fc.assert(
      fc.property(tapes, (tape) => {
        const choices = fromTape(tape)
        const { text, shares } = randomDocument(choices)
        const edits = [{ path: ['fresh key', 'below'], value: toJsonValue(randomModel(choices, 3)) }]
        const once = editYaml(text, edits)
        fc.pre(once.ok && !shares)
        const twice = editYaml(once.ok ? once.text : '', edits)
        expect(twice).toEqual({ ok: true, text: once.ok && once.text, changes: [] })
      }),
      { numRuns: 300 },
    )
  })

  it('gives the original bytes back when an added key is deleted again', () => {
    fc.assert(
      fc.property(tapes, (tape) => {
        const choices = fromTape(tape)
        const { text } = randomDocument(choices)
        const added = editYaml(text, [{ path: ['fresh key'], value: toJsonValue(randomModel(choices, 3)) }])
        fc.pre(added.ok && !text.includes('|+'))
        expect(editYaml(added.ok ? added.text : '', [{ path: ['fresh key'], value: undefined }])).toMatchObject({ ok: true, text })
      }),
      { numRuns: 300 },
    )
  })

  it('accepts or refuses any text without an exception', () => {
    const noise = fc.string({
      unit: fc.constantFrom(
        'a',
        ':',
        ' ',
        '\n',
        '-',
        '{',
        '}',
        '[',
        ']',
        ',',
        '"',
        "'",
        '#',
        '&',
        '*',
        '!',
        '|',
        '>',
        '?',
        '\t',
        '%',
        '\r\n',
        '\ufeff',
        '1',
      ),
    })
    fc.assert(
      fc.property(noise, (text) => {
        const result = editYaml(text, [{ path: ['a'], value: '1.10' }])
        if (!result.ok) expect(result).toMatchObject({ code: 'edit-refused', message: expect.stringMatching(/\S/) })
      }),
      { numRuns: 3000 },
    )
  })
})
