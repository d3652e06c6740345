/** Text that is HTML already. */
export interface Html {
  readonly html: string
}

/** Builds HTML; whatever is put in is escaped unless it is HTML itself. */
export function html(parts: TemplateStringsArray, ...values: readonly unknown[]): Html {
  return { html: parts.map((part, at) => part + (at < values.length ? shown(values[at]) : '')).join('') }
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join('')
  if (typeof value === 'object' && value !== null && 'html' in value) return String(value.html)
  return value === null || value === undefined ? '' : escapeHtml(String(value))
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

const style = `body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1rem 1.5rem;color:#1f2328}
a{color:#0969da;text-decoration:none}pre{background:#f6f8fa;border-radius:6px;padding:.75rem;overflow:auto;font:12px/1.5 ui-monospace,monospace}
table{border-collapse:collapse;width:100%}td,th{text-align:left;border-bottom:1px solid #d1d9e0;padding:.3rem .5rem;vertical-align:top}
.success,.open{color:#1a7f37}.failure,.cancelled,.closed{color:#d1242f}.merged{color:#8250df}.pending,.queued,.in_progress{color:#9a6700}
del{background:#ffebe9;text-decoration:none}ins{background:#dafbe1;text-decoration:none}`

/** A whole page. It loads nothing and runs nothing. */
export function document(title: string, body: Html): string {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>${{ html: style }}</style></head><body>${body}</body></html>`
    .html
}

/** A patch with its lines marked. */
export function patch(text: string | null): Html {
  const lines = (text ?? '')
    .split('\n')
    .map((line) =>
      line.startsWith('+') ? html`<ins>${line}</ins>\n` : line.startsWith('-') ? html`<del>${line}</del>\n` : html`${line}\n`,
    )
  return html`<pre>${lines}</pre>`
}

export function state(word: string | null): Html {
  return html`<b class="${word ?? ''}">${word ?? ''}</b>`
}
