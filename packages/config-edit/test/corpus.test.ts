import { readdirSync, readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { Edit } from '../src/api.ts'
import { editYaml } from '../src/edit.ts'

const corpus = new URL('corpus/', import.meta.url)
const files = readdirSync(corpus).filter((name) => /\.(ya?ml|json)$/.test(name))

type Path = (string | number)[]
type Model = Model[] | Map<unknown, Model> | string | number | boolean | null

function parseModels(text: string): Model[] {
  const documents = parseAllDocuments(text.replace(/^\ufeff/, ''), { logLevel: 'silent' })
  return (Array.isArray(documents) ? documents : []).map((document) => document.toJS({ mapAsMap: true }) as Model)
}

/** Every place of a model, with the collection that holds it. */
function places(model: Model, path: Path = []): { path: Path; holder: Model; name: unknown; value: Model }[] {
  const children: [unknown, Model][] = Array.isArray(model) ? model.map((item, i) => [i, item]) : model instanceof Map ? [...model] : []
  return children.flatMap(([name, value]) => {
    const inner = [...path, typeof name === 'number' ? name : String(name)]
    return [{ path: inner, holder: model, name, value }, ...places(value, inner)]
  })
}

/** Each way to edit one place, as edit and as change of the model. */
function editsAt(place: ReturnType<typeof places>[number]): { edit: Edit; apply: () => void }[] {
  const { path, holder, name, value } = place
  const put = (next: Model) => () => {
    if (Array.isArray(holder)) holder[name as number] = next
    else (holder as Map<unknown, Model>).set(name, next)
  }
  const remove = () => {
    if (Array.isArray(holder)) holder.splice(name as number, 1)
    else (holder as Map<unknown, Model>).delete(name)
  }
  const edits = [
    { edit: { path, value: undefined }, apply: remove },
    { edit: { path, value: '1.10' }, apply: put('1.10') },
    { edit: { path, value: ['x', { y: 2 }] }, apply: put(['x', new Map([['y', 2]])]) },
  ]
  if (Array.isArray(value)) edits.push({ edit: { path: [...path, '-'], value: 'added' }, apply: () => void value.push('added') })
  if (value instanceof Map) edits.push({ edit: { path: [...path, 'added'], value: 'new' }, apply: () => void value.set('added', 'new') })
  return edits
}

/** How many characters of the two texts differ, between their common start and end. */
function sameAround(before: string, after: string): { start: number; end: number } {
  let start = 0
  while (start < before.length && before[start] === after[start]) start += 1
  let end = 0
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  return { start, end }
}

describe.each(files)('corpus: %s', { timeout: 120_000 }, (name) => {
  const source = readFileSync(new URL(name, corpus), 'utf8')
  const count = parseModels(source).length

  it('gets every single edit right, or refuses it for a shared or tagged value', () => {
    const refusals = new Set<string>()
    for (let document = 0; document < count; document++) {
      const total = places(parseModels(source)[document] as Model).length
      for (let at = 0; at < total; at++) {
        for (let way = 0; way < 4; way++) {
          const models = parseModels(source)
          const place = places(models[document] as Model)[at] as ReturnType<typeof places>[number]
          const change = editsAt(place)[way]
          if (!change) continue
          const result = editYaml(source, [change.edit], { document })
          if (!result.ok) {
            refusals.add(`${result.path}: ${result.message.replace(`${result.path}: `, '')}`)
            continue
          }
          change.apply()
          expect({ edit: change.edit, right: isDeepStrictEqual(parseModels(result.text), models), text: result.text }).toMatchObject({
            right: true,
          })
        }
      }
    }
    expect([...refusals]).toMatchSnapshot()
  })

  it('changes one stretch of text when one scalar changes', () => {
    for (let document = 0; document < count; document++) {
      for (const { path, value } of places(parseModels(source)[document] as Model)) {
        if (typeof value !== 'string') continue
        const result = editYaml(source, [{ path, value: `${value.trim()}-next` }], { document })
        if (!result.ok) continue
        const { start, end } = sameAround(source, result.text)
        const touched = source.slice(start, source.length - end)
        expect(touched.split('\n').length).toBeLessThanOrEqual(value.trimEnd().split('\n').length + 3)
        expect(result.changes).toHaveLength(1)
      }
    }
  })

  it('gives the same bytes back when nothing has to change', () => {
    for (let document = 0; document < count; document++) {
      for (const { path, value } of places(parseModels(source)[document] as Model)) {
        if (value instanceof Map || Array.isArray(value)) continue
        expect(editYaml(source, [{ path, value }], { document })).toEqual({ ok: true, text: source, changes: [] })
      }
    }
  })
})
