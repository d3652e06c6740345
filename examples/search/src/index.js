import icon from './search.svg'

/** Render the search box into `element`. Called by the shell page. */
export function mount(element, { names = ['apple', 'banana', 'cherry'] } = {}) {
  element.dataset.version = __VERSION__
  element.innerHTML = `<img alt="" width="24" height="24"> <b>Search</b> <span class="version">${__VERSION__}</span> <input aria-label="Search">`
  element.querySelector('img').src = new URL(icon, import.meta.url).href
  element.querySelector('input').addEventListener('input', async (event) => {
    const { show } = await import('./results.js')
    show(element, names, event.target.value)
  })
}
