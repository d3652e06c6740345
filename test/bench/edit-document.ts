import type { Edit } from '../../packages/config-edit/src/index.ts'

export interface BenchDocument {
  readonly text: string
  readonly edits: Edit[]
}

/** A registry as people write it, with the edits spread evenly over it. */
export function makeDocument(lines: number, edits: number): BenchDocument {
  const written = ['# Apps of the shop. Ask the owners before you edit.', '', 'apps:']
  let apps = 0
  while (written.length + appLines(apps).length <= lines) written.push(...appLines(apps++))
  while (written.length < lines) written.push(`# line ${written.length + 1}`)
  return {
    text: `${written.join('\n')}\n`,
    edits: Array.from({ length: edits }, (_, i) => {
      // More edits than apps: the same app again, at another of its values.
      const app = `app-${Math.floor((i * apps) / edits)}`
      const key = edits > apps ? ['version', 'replicas', 'image', `added-${i}`][i % 4] : 'version'
      return { path: ['apps', app, key ?? 'version'], value: key === 'replicas' ? i : `2.${i}.0` }
    }),
  }
}

function appLines(n: number): string[] {
  return [
    `  app-${n}: # owned by team ${n % 17}`,
    `    version: 1.${n}.0   # deployed by hand`,
    `    image: "registry.example/acme/app-${n}:1.${n}.0"`,
    `    replicas: ${n % 7}`,
    '    artifact:',
    `      name: '@acme/app-${n}'`,
    `      integrity: sha512-${'ab12CD+/'.repeat(10)}ABCDEF==`,
    `    hosts: [a${n}.example, b${n}.example]`,
    '    keys:',
    `    - /app-${n}/*`,
    `    - tag:app-${n}`,
    ...(n % 5 === 0 ? ['    notes: |', '      Kept as it is:', '        indented', ''] : []),
  ]
}
