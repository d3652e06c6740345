export interface WorkflowCommand {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

/**
 * Reads a workflow command as GitHub's runner does (seen: actions/runner, ActionCommand.TryParseV2): the first `::` after the name ends it.
 * act takes the last one, so that a quotation in a message cuts the message.
 */
export function parseWorkflowCommand(line: string): WorkflowCommand | null {
  const text = line.trimStart()
  const end = text.indexOf('::', 2)
  if (!text.startsWith('::') || end < 0) return null
  const head = text.slice(2, end)
  const space = head.indexOf(' ')
  const pairs = space < 0 ? [] : head.slice(space + 1).split(',')
  const properties = pairs.flatMap((pair) => {
    const equals = pair.indexOf('=')
    return equals < 1 ? [] : [[pair.slice(0, equals).trim(), unescapeText(pair.slice(equals + 1), /%(?:25|0D|0A|3A|2C)/g)]]
  })
  return {
    name: (space < 0 ? head : head.slice(0, space)).toLowerCase(),
    properties: Object.fromEntries(properties),
    data: unescapeText(text.slice(end + 2).replace(/\r?\n$/, ''), /%(?:25|0D|0A)/g),
  }
}

function unescapeText(text: string, codes: RegExp): string {
  return text.replaceAll(codes, decodeURIComponent)
}
