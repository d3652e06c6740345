import type { Edit, JsonValue } from '../src/api.ts'
import { type Choices, copyModel, type Model, randomKey, randomModel, randomScalar } from './random-document.ts'

/** An edit somewhere in the model, and the model as it must be afterwards. The model is changed in place. */
export function randomEdit(model: Model, choices: Choices): Edit {
  const path: (string | number)[] = []
  let at = model as Model[] | Map<string, Model>
  for (let depth = 0; depth < 4; depth++) {
    const inner = childNames(at).filter((name) => isCollection(child(at, name)))
    if (inner.length === 0 || choices.below(3) === 0) break
    const name = inner[choices.below(inner.length)] as string | number
    path.push(name)
    at = child(at, name) as Model[] | Map<string, Model>
  }
  return editWithin(at, path, choices)
}

function editWithin(at: Model[] | Map<string, Model>, path: (string | number)[], choices: Choices): Edit {
  const names = childNames(at)
  const kind = names.length === 0 ? 5 : choices.below(8)
  const name = names[choices.below(Math.max(names.length, 1))] as string | number
  if (kind < 4) return set(at, path, name, randomScalar(choices))
  if (kind === 4) return set(at, path, name, copyModel(randomModel(choices, 2)))
  if (kind < 7) return add(at, path, choices)
  if (Array.isArray(at)) at.splice(name as number, 1)
  else at.delete(name as string)
  return { path: [...path, name], value: undefined }
}

function set(at: Model[] | Map<string, Model>, path: (string | number)[], name: string | number, value: Model): Edit {
  if (Array.isArray(at)) at[name as number] = value
  else at.set(name as string, value)
  return { path: [...path, name], value: toJsonValue(value) }
}

function add(at: Model[] | Map<string, Model>, path: (string | number)[], choices: Choices): Edit {
  const value = copyModel(randomModel(choices, choices.below(3)))
  if (!Array.isArray(at)) return set(at, path, randomKey(choices), value)
  const index = choices.below(at.length + 1)
  at.splice(index, 0, value)
  return { path: [...path, index], value: toJsonValue(value), insert: true }
}

function childNames(at: Model[] | Map<string, Model>): (string | number)[] {
  return Array.isArray(at) ? at.map((_, index) => index) : [...at.keys()]
}

function child(at: Model[] | Map<string, Model>, name: string | number): Model {
  return (Array.isArray(at) ? at[name as number] : at.get(name as string)) as Model
}

function isCollection(model: Model): model is Model[] | Map<string, Model> {
  return typeof model === 'object' && model !== null
}

export function toJsonValue(model: Model): JsonValue {
  if (Array.isArray(model)) return model.map(toJsonValue)
  if (!(model instanceof Map)) return model
  return Object.fromEntries([...model].map(([key, value]) => [key, toJsonValue(value)]))
}
