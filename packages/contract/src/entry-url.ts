/** Public URL of the entry file of a micro-frontend; `base` is the environment's `url`, `entry` a path inside the version. */
export function entryUrl(base: string, mfe: string, entry: string): string {
  return `${base.replace(/\/+$/, '')}/${[mfe, ...entry.split('/')].map(encodeURIComponent).join('/')}`
}
