import { concluded, type Fault, readConfigDocument } from './config-document.ts'
import { layoutFaults } from './config-layout.ts'
import type { GitopsConfig } from './generated/documents.ts'
import * as schema from './generated/validators/gitops-config.js'
import type { Parsed } from './reason.ts'
import { configTargetFaults } from './target-config.ts'

/** Reads gitops.yaml. */
export function parseGitopsConfig(text: string, file: string): Parsed<GitopsConfig> {
  const options = { key: [], isStrict: true, characters: 262_144 }
  const read = readConfigDocument<GitopsConfig>(text, file, { code: 'config-invalid', schema, options })
  if (!read.ok) return read
  const config = read.value as GitopsConfig
  return concluded(config, [
    ...checkTargets(config, read.fault),
    ...configTargetFaults(config).map(({ path, ...details }) => read.fault(path, details)),
    ...checkUrls(config, read.fault),
    ...layoutFaults(config).map(({ path, ...details }) => read.fault(path, details)),
  ])
}

function checkTargets({ environments, targets }: GitopsConfig, fault: Fault) {
  return Object.entries(environments)
    .filter(([, { target }]) => !Object.hasOwn(targets, target))
    .map(([name, { target }]) =>
      fault(['environments', name, 'target'], {
        seen: target,
        allowed: Object.keys(targets).join(', '),
        summary: 'There is no target of this name.',
        remedy: 'Name an entry of targets.',
      }),
    )
}

function checkUrls({ environments }: GitopsConfig, fault: Fault) {
  return Object.entries(environments)
    .filter(([, { url }]) => !URL.canParse(url))
    .map(([name, { url }]) =>
      fault(['environments', name, 'url'], {
        seen: url,
        allowed: 'an http or https URL',
        summary: 'The URL is not valid.',
        remedy: 'Correct the URL.',
      }),
    )
}
