/** The names that contain `text`, whatever the case. */
export function matches(names, text) {
  return names.filter((name) => name.toLowerCase().includes(text.toLowerCase()))
}
