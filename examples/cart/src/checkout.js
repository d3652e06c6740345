/** The checkout dialog: loaded when the button is pressed, hence a chunk of its own. */
export function checkout(element) {
  const dialog = document.createElement('dialog')
  dialog.textContent = `Thank you for shopping with version ${element.dataset.version}.`
  element.append(dialog)
  dialog.showModal()
}
