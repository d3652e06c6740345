/**
 * The text that --help shows.
 * @param {import('./command-line.mjs').CommandLine} command
 */
export function usageOf({ name, text, subjects = {}, usual, options, examples, ends }) {
  const names = Object.keys(subjects).join('|')
  const choice = usual === undefined ? names : `[${names}]`
  const optionRows = Object.entries(options).map(([option, { value, text: meaning, multiple }]) => [
    `--${option}${value ? ` ${value}` : ''}`,
    multiple ? `${meaning}; may be repeated` : meaning,
  ])
  const call = ['npm run', name, '--', ...(choice ? [choice] : []), '[options]'].join(' ')
  return [
    text,
    `Usage: ${call}`,
    table([
      ...Object.entries(subjects).map(([subject, { text: meaning }]) => [subject, subject === usual ? `${meaning} (default)` : meaning]),
      ...optionRows,
      ['--help', 'show this text and end'],
    ]),
    `Examples:\n${table(examples.map(([args, meaning]) => [`npm run ${name}${args ? ` -- ${args}` : ''}`, meaning]))}`,
    ends,
  ].join('\n\n')
}

/** @param {readonly (readonly (string | undefined)[])[]} rows */
function table(rows) {
  const width = Math.max(...rows.map(([first = '']) => first.length))
  return rows.map(([first = '', second = '']) => `  ${first.padEnd(width)}  ${second}`.trimEnd()).join('\n')
}
