import { codeSpan, table } from './markdown-table.ts'
import type { WorkflowInterface } from './workflow-interface.ts'

/** The tables of one reusable workflow. */
export function workflowTables({ inputs, secrets, outputs, permissions }: WorkflowInterface): string {
  const parts = [
    section(
      'Inputs',
      ['Input', 'Description', 'Type', 'Required', 'Default'],
      inputs.map((input) => [codeSpan(input.name), input.description, input.type, yesNo(input.required), codeSpan(input.default ?? '')]),
    ),
    section(
      'Secrets',
      ['Secret', 'Description', 'Required'],
      secrets.map((secret) => [codeSpan(secret.name), secret.description, yesNo(secret.required)]),
    ),
    section(
      'Outputs',
      ['Output', 'Description'],
      outputs.map((output) => [codeSpan(output.name), output.description]),
    ),
    section(
      'Permissions',
      ['Job', 'Permission', 'Reason'],
      permissions.map((entry) => [codeSpan(entry.job), codeSpan(`${entry.scope}: ${entry.access}`), entry.reason]),
    ),
  ]
  return parts.join('\n\n')
}

function section(title: string, head: string[], rows: string[][]): string {
  return `**${title}**\n\n${rows.length === 0 ? 'None.' : table(head, rows)}`
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no'
}
