import { Parser } from 'htmlparser2'
import { importMapReferences } from './map-references.ts'
import { scriptReferences } from './script-references.ts'
import { styleReferences } from './style-references.ts'

/** Attributes that make a browser load a file, by element. Links that a person follows are not among them. */
const LOADED: Readonly<Record<string, readonly string[]>> = {
  script: ['src'],
  img: ['src', 'srcset'],
  source: ['src', 'srcset'],
  video: ['src', 'poster'],
  audio: ['src'],
  track: ['src'],
  embed: ['src'],
  object: ['data'],
  input: ['src'],
  link: ['href', 'imagesrcset'],
}
const LOADED_LINKS = /(?:^|\s)(?:stylesheet|modulepreload|preload|prefetch|(?:shortcut )?icon|apple-touch-icon|mask-icon|manifest)(?:\s|$)/i

interface PageParts {
  references: string[]
  /** Text of inline elements, by what it is. */
  inline: { kind: 'module' | 'map' | 'style'; text: string }[]
}

/** What a page loads: elements, inline modules, inline styles and inline import maps. With a `<base>` that leads away: nothing of ours. */
export async function pageReferences(text: string): Promise<string[]> {
  const { references, inline } = readPage(text)
  const inner = await Promise.all(
    inline.map(({ kind, text: body }) =>
      kind === 'module' ? scriptReferences(body) : kind === 'map' ? importMapReferences(body) : styleReferences(body),
    ),
  )
  return [...references, ...inner.flat()]
}

function readPage(text: string): PageParts {
  const parts: PageParts = { references: [], inline: [] }
  let base: string | null = null
  let current: PageParts['inline'][number] | null = null
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name === 'base') base ??= attributes.href ?? null
      parts.references.push(...loadedBy(name, attributes))
      if (attributes.style !== undefined) parts.references.push(...styleReferences(attributes.style))
      const kind = inlineKind(name, attributes)
      current = kind === null ? null : { kind, text: '' }
      if (current !== null) parts.inline.push(current)
    },
    ontext: (piece) => {
      if (current !== null) current.text += piece
    },
    onclosetag: () => {
      current = null
    },
  })
  parser.end(text)
  return base === null || /^\.?\/?$/.test(base) ? parts : { references: [], inline: [] }
}

function loadedBy(name: string, attributes: Record<string, string>): string[] {
  if (name === 'link' && !LOADED_LINKS.test(attributes.rel ?? '')) return []
  return (LOADED[name] ?? []).flatMap((attribute) => {
    const value = attributes[attribute]
    if (value === undefined) return []
    return attribute.endsWith('srcset') ? candidates(value) : [value]
  })
}

/** The addresses of `a.png 1x, b.png 2x`. One may hold commas itself, but not at its end. */
function candidates(srcset: string): string[] {
  return [...srcset.matchAll(/(?:^|,)\s*([^\s,]\S*[^\s,]|[^\s,])/g)].map(([, address = '']) => address)
}

function inlineKind(name: string, { src, type = '' }: Record<string, string>): PageParts['inline'][number]['kind'] | null {
  if (name === 'style') return 'style'
  if (name !== 'script' || src !== undefined) return null
  if (/^importmap$/i.test(type)) return 'map'
  return /^module$/i.test(type) ? 'module' : null
}
