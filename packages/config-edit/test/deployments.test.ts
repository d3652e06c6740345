import { expect, it } from 'vitest'
import type { Edit } from '../src/api.ts'
import { editYaml } from '../src/edit.ts'

const base = ['environments', 'production', 'cart'] as const

function integrity(n: number): string {
  return `sha512-${Buffer.from(String(n).repeat(64).slice(0, 64)).toString('base64')}`
}

/** What deployment number n writes. */
function deployment(n: number): Edit[] {
  const values: [(string | number)[], string | number | string[]][] = [
    [['version'], `1.${n}0`],
    [['generation'], 40 + n],
    [['artifact', 'integrity'], integrity(n)],
    [['source', 'sha'], String(n).padStart(40, '1')],
    [['source', 'ref'], `refs/tags/v1.${n}0`],
    [['request', 'id'], `${n}e${'0'.repeat(62)}`],
    [['request', 'timestamp'], `2026-03-0${(n % 9) + 1}T12:00:00Z`],
    [['request', 'user'], n % 2 ? 'yes' : 'octocat'],
  ]
  return values.map(([path, value]) => ({ path: [...base, ...path], value }))
}

/** Written by hand, with a hole for each value that deployments own. */
function handWritten(v: {
  version: string
  generation: string
  integrity: string
  sha: string
  ref: string
  id: string
  timestamp: string
  user: string
}): string {
  const lines = [
    '\ufeff# Desired state of the shop.   Ask #shop before you edit!',
    '',
    'x-team: &team   {name: "cart",   slack: \'#shop\'}   # shared',
    'x-source: &source',
    '    repository: "acme/cart"',
    '',
    'environments:',
    '    staging: {cart: {version: 0.9.0}, }',
    '    # --- production: mind the freeze ---',
    '    production:',
    '        "cart":',
    '            mfe: cart',
    `            version: '${v.version}'      # a string, in single quotes`,
    `            generation:   ${v.generation}`,
    '            team: *team',
    '            artifact:',
    "                name: '@acme/cart'",
    `                integrity: >-   # folded by hand`,
    `                    ${v.integrity}`,
    '            source:',
    '                <<: *source',
    `                sha: "${v.sha}"`,
    `                "ref" : ${v.ref}`,
    "            request: { id: '" + v.id + "',",
    `                       timestamp: "${v.timestamp}", user: "${v.user}" }  # last deploy`,
    '            cacheInvalidationKeys:',
    '            - /cart/*',
    '            - "tag:cart"   \t',
    '        search: {version: 1.0.0,}',
    '',
    '# the end, without line break',
  ]
  return lines.join('\r\n')
}

it('ten deployments change only the values that they own, byte for byte', () => {
  let text = handWritten({
    version: '1.00',
    generation: '40',
    integrity: integrity(0),
    sha: '0'.repeat(40),
    ref: 'refs/tags/v1.00',
    id: '0'.repeat(64),
    timestamp: '2026-01-01T00:00:00Z',
    user: 'octocat',
  })
  for (let n = 1; n <= 10; n++) {
    const result = editYaml(text, deployment(n))
    expect(result).toMatchObject({ ok: true })
    if (result.ok) text = result.text
    const values = Object.fromEntries(deployment(n).map((edit) => [edit.path.at(-1), String(edit.value)]))
    const intended = handWritten(values as Parameters<typeof handWritten>[0])
    expect(Buffer.from(text).equals(Buffer.from(intended)), text).toBe(true)
  }
})

it('lists what a deployment changed, with its lines', () => {
  const text = handWritten({
    version: '1.00',
    generation: '40',
    integrity: integrity(0),
    sha: '0'.repeat(40),
    ref: 'refs/heads/main',
    id: 'a',
    timestamp: 'b',
    user: 'octocat',
  })
  const result = editYaml(text, deployment(2).slice(0, 2))
  expect(result).toMatchObject({
    changes: [
      { path: 'environments.production.cart.version', from: '1.00', to: '1.20', line: 13 },
      { path: 'environments.production.cart.generation', from: 40, to: 42, line: 14 },
    ],
  })
})
