import type { Fault } from './config-document.ts'
import type { Reason, Registration } from './generated/documents.ts'

type RegisteredArtifact = Registration['artifact']

interface NameRule {
  readonly pattern: RegExp
  readonly allowed: string
}

const LOOPBACK = String.raw`http://(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?/`
const URL_TEMPLATE: NameRule = {
  // No credentials in it, and the host is no part of the template.
  pattern: new RegExp(String.raw`^(?:https://[A-Za-z0-9.-]+(?::\d+)?/|${LOOPBACK})[^\s{}]*\{version\}(?:[^\s{}]|\{version\})*$`),
  allowed: 'an https URL with {version} in its path, without user name and password',
}

const names: Readonly<Record<RegisteredArtifact['source'], NameRule>> = {
  npm: {
    pattern: /^(?=.{1,214}$)(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/,
    allowed: 'an npm package name in small letters, such as @acme/cart',
  },
  tarball: URL_TEMPLATE,
  oci: {
    pattern:
      /^[a-z0-9.-]+(?::\d{1,5})?(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+(?::[A-Za-z0-9_][A-Za-z0-9._-]*\{version\}[A-Za-z0-9._-]*|:\{version\}[A-Za-z0-9._-]*)?$/,
    allowed: 'host/repository of an OCI registry, with or without a :tag that has {version} in it',
  },
}

/** What a schema cannot say about a registered artifact: each source has names and fields of its own. */
export function artifactFaults(artifact: RegisteredArtifact, fault: Fault): Reason[] {
  const { source, name, digest } = artifact
  const rule = names[source]
  const place = ['artifact', 'digest']
  const summary = 'The value is not allowed.'
  const url = digest?.url
  return [
    ...(rule.pattern.test(name)
      ? []
      : [
          fault(['artifact', 'name'], {
            seen: name,
            allowed: rule.allowed,
            summary,
            remedy: `Write the name as a ${source} source has it.`,
          }),
        ]),
    ...(digest !== undefined && source !== 'tarball'
      ? [fault(place, { summary: `A ${source} source brings its own digest.`, remedy: 'Remove the field.' })]
      : []),
    ...(['signatures', 'provenance'] as const).flatMap((field) =>
      artifact[field] !== undefined && source !== 'npm'
        ? [fault(['artifact', field], { summary: `A ${source} source has none.`, remedy: 'Remove the field.' })]
        : [],
    ),
    ...(digest !== undefined && (url === undefined) === (digest.header === undefined)
      ? [fault(place, { allowed: 'url or header', summary: 'There must be one place of the digest.', remedy: 'Name one of them.' })]
      : []),
    ...(url !== undefined && !URL_TEMPLATE.pattern.test(url)
      ? [fault([...place, 'url'], { seen: url, allowed: URL_TEMPLATE.allowed, summary, remedy: 'Correct the URL.' })]
      : []),
  ]
}
