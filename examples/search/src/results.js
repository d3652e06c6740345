import { matches } from './matches.js'

/** The list of results: loaded at the first key press, hence a chunk of its own. */
export function show(element, names, text) {
  const list = element.querySelector('ul') ?? element.appendChild(document.createElement('ul'))
  list.replaceChildren(...matches(names, text).map((name) => Object.assign(document.createElement('li'), { textContent: name })))
}
