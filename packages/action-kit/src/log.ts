import { oneLine, printable } from './printable.ts'
import { inertLine, workflowCommand } from './workflow-command.ts'

export interface AnnotationPlace {
  readonly title?: string | undefined
  readonly file?: string | undefined
  readonly line?: number | undefined
}

/** The log of a step. Every text may be untrusted: control characters are shown as escapes and nothing is taken for a workflow command. */
export interface Log {
  info(text: string): void
  debug(text: string): void
  notice(text: string, place?: AnnotationPlace): void
  warning(text: string, place?: AnnotationPlace): void
  error(text: string, place?: AnnotationPlace): void
  /** Runs a piece of work in a collapsible group of the log. */
  group<T>(title: string, work: () => T | Promise<T>): Promise<T>
  /** Hides a secret in all later output of the job, in the forms that it takes in URLs, headers and JSON as well. */
  mask(secret: string): void
}

export function createLog(write: (text: string) => void): Log {
  const line = (text: string) => write(`${text}\n`)
  const annotate = (level: string, text: string, place: AnnotationPlace = {}) => {
    const { title, file, line: number } = place
    const properties = { title: title && oneLine(title).trim(), file: file && oneLine(file), line: number }
    line(workflowCommand(level, properties, printable(text)))
  }
  return {
    info: (text) => line(printable(text).split('\n').map(inertLine).join('\n')),
    debug: (text) => line(workflowCommand('debug', {}, printable(text))),
    notice: (text, place) => annotate('notice', text, place),
    warning: (text, place) => annotate('warning', text, place),
    error: (text, place) => annotate('error', text, place),
    group: async (title, work) => {
      line(workflowCommand('group', {}, oneLine(title).trim()))
      try {
        return await work()
      } finally {
        line(workflowCommand('endgroup', {}, ''))
      }
    },
    mask: (secret) => {
      for (const form of secretForms(secret)) line(workflowCommand('add-mask', {}, form))
    },
  }
}

// Masking something short would blank out half of the log.
const shortestSecret = 4

/** A secret and the forms that it takes on its way: base64 (alone and after the names used for basic authentication), URL, JSON. */
export function secretForms(secret: string): string[] {
  const lines = secret.split(/\r?\n/).map((part) => part.trim())
  const whole = lines.length > 1 ? [base64(secret)] : []
  const forms = lines.flatMap((value) => [
    value,
    base64(value),
    base64(`x-access-token:${value}`),
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
  ])
  const worth = lines.every((value) => value.length < shortestSecret) ? [] : [...forms, ...whole]
  return [...new Set(worth)].filter((form) => form.length >= shortestSecret)
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}
