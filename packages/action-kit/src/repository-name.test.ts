import { describe, expect, it } from 'vitest'
import { repositoryName } from './repository-name.ts'

describe('repositoryName', () => {
  it('takes owner and name apart', () => {
    expect(repositoryName('acme/gitops-config')).toEqual({ owner: 'acme', repo: 'gitops-config' })
  })

  it.each(['acme', 'acme/', '/cart', 'acme/cart/x', 'acme/..', 'acme/c art', 'acme/cart\n'])('refuses %j', (name) => {
    expect(() => repositoryName(name)).toThrow('must be owner/name')
  })
})
