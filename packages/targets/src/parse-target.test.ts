import { describe, expect, it } from 'vitest'
import { parseTarget } from './parse-target.ts'

const aws = { provider: 'aws', region: 'eu-central-1', bucket: 'mfe', table: 'live' }
const mixed = {
  provider: 'mixed',
  ports: {
    store: { provider: 'aws', region: 'eu-central-1', bucket: 'mfe' },
    table: { provider: 'local' },
    cache: { provider: 'local', directory: 'x' },
  },
}

describe('parseTarget', () => {
  it.each([
    ['{"provider":"local"}', { provider: 'local' }],
    ['{"provider":"local","directory":"x"}', { provider: 'local', directory: 'x' }],
    [JSON.stringify(aws), aws],
    [JSON.stringify(mixed), mixed],
  ])('reads %s', (text, expected) => {
    expect(parseTarget(text)).toEqual(expected)
  })

  it.each([
    '',
    'local',
    'null',
    '[]',
    '{}',
    '{"provider":"local","directory":""}',
    '{"provider":"local","directory":3}',
    '{"provider":"mixed","ports":[]}',
    '{"provider":"mixed","ports":{"store":null}}',
  ])('refuses %j', (text) => {
    expect(() => parseTarget(text)).toThrow(expect.objectContaining({ code: 'target-unknown', message: expect.stringMatching(/refused/) }))
  })

  it.each([
    ['a provider that does not exist', { provider: 'ftp' }, 'names the target provider "ftp"'],
    ['a field that is missing', { ...aws, bucket: undefined }, 'bucket: A field is missing.'],
    ['a field of another provider', { ...aws, directory: '/srv' }, 'directory: The provider aws does not take this field. It is "/srv"'],
    ['ports that are missing', { provider: 'mixed' }, 'ports: A field is missing.'],
    ['a port that is missing', { ...mixed, ports: { ...mixed.ports, cache: undefined } }, 'ports.cache: A field is missing.'],
    [
      'a field that a port lacks',
      { ...mixed, ports: { ...mixed.ports, table: mixed.ports.store } },
      'ports.table.table: A field is missing.',
    ],
  ])('refuses %s', (_, descriptor, message) => {
    expect(() => parseTarget(JSON.stringify(descriptor))).toThrow(message)
  })
})
