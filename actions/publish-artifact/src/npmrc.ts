import { ActionError } from '@mfe-gitops/action-kit'
import { httpUrl } from '@mfe-gitops/contract'

/** The npm configuration of one publish: the registry, and the token bound to that registry's own address. */
export function npmrc({ registry, registryToken }: { registry: string; registryToken: string | undefined }): string {
  if (registryToken !== undefined && /[\s\u0000-\u001f\u007f]/.test(registryToken)) {
    throw new ActionError(
      'input-invalid',
      'Input "registry-token" holds white space or control characters. Check how the secret was stored.',
    )
  }
  const url = httpUrl(registry)
  if (url === null || url.username !== '' || url.search !== '' || url.hash !== '') {
    throw new ActionError(
      'input-invalid',
      'Input "registry" must be an http or https URL without credentials, query or fragment. Correct it in the "with:" of the step.',
    )
  }
  const path = url.pathname.replace(/\/*$/, '/')
  const lines = [`registry=${url.origin}${path}`]
  if (registryToken !== undefined) lines.push(`//${url.host}${path}:_authToken=${registryToken}`)
  return `${lines.join('\n')}\n`
}
