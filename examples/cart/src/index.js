import icon from './cart.svg'
import { total } from './total.js'

/** Render the cart into `element`. Called by the shell page. */
export function mount(element, { items = [] } = {}) {
  element.dataset.version = __VERSION__
  element.innerHTML = `<img alt="" width="24" height="24"> <b>Cart</b> <span class="version">${__VERSION__}</span> <span class="total">${total(items)}</span> <button>Check out</button>`
  element.querySelector('img').src = new URL(icon, import.meta.url).href
  element.querySelector('button').addEventListener('click', async () => {
    const { checkout } = await import('./checkout.js')
    checkout(element)
  })
}
