/** Puts generated text between `<!-- generated:name -->` and `<!-- /generated:name -->`; null when the page has no such markers. */
export function replaceSection(page: string, name: string, content: string): string | null {
  const start = page.indexOf(opening(name))
  const end = start < 0 ? -1 : page.indexOf(closing(name), start)
  if (end < 0) return null
  return `${page.slice(0, start + opening(name).length)}\n${content.trim()}\n${page.slice(end)}`
}

/** A new, empty section to append to a page. */
export function emptySection(name: string): string {
  return `${opening(name)}\n${closing(name)}`
}

export function opening(name: string): string {
  return `<!-- generated:${name} -->`
}

export function closing(name: string): string {
  return `<!-- /generated:${name} -->`
}
