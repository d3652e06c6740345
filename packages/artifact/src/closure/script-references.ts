import { init, parse } from 'es-module-lexer'

/**
 * What a script loads: static imports and re-exports, dynamic imports of a literal, and `new URL('…', import.meta.url)`. Names that are
 * computed are not known before the script runs. A script that is no module, or that no browser could read, refers to nothing.
 */
export async function scriptReferences(text: string): Promise<string[]> {
  await init()
  return lex(text).flatMap((found) => {
    if (found.type === 'import-meta') return metaUrl(text, found.importStart, found.importEnd)
    if (found.specifier === undefined || (found.type === 'dynamic' && found.glob)) return []
    // A bare name is for the import map of the page, not for the files of the artifact.
    return /^\.{0,2}\//.test(found.specifier) ? [found.specifier] : []
  })
}

function lex(text: string): ReturnType<typeof parse>[0] {
  try {
    return parse(text)[0]
  } catch {
    return []
  }
}

/** Bundlers copy what this idiom names, and workers are started by it; relative to the script even without a leading dot. */
function metaUrl(text: string, start: number, end: number): string[] {
  const before = /new\s+URL\(\s*(?:\/\*[^*]*\*\/\s*)?(['"`])([^'"`\\$\n]+)\1\s*,\s*$/.exec(text.slice(Math.max(0, start - 1000), start))
  return before?.[2] !== undefined && /^\s*\.\s*url\s*\)/.test(text.slice(end, end + 20)) ? [before[2]] : []
}
