// Loads every micro-frontend that the import map names. The map is the only thing that a deployment changes for the shell.
async function start() {
  const response = await fetch('/import-map.json')
  if (!response.ok) throw new Error(`The import map answered ${response.status}.`)
  const map = await response.json()
  const script = document.createElement('script')
  script.type = 'importmap'
  script.textContent = JSON.stringify(map)
  document.head.append(script) // before the first import(), or the browser ignores it
  await Promise.all(Object.keys(map.imports).sort().map(show))
  document.body.dataset.ready = 'true'
}

async function show(name) {
  const section = document.createElement('section')
  section.id = name.replace('@mfe/', '')
  document.querySelector('#apps').append(section)
  try {
    const { mount } = await import(name)
    mount(section)
  } catch (error) {
    section.className = 'failed'
    section.textContent = `${name} did not load: ${error.message}`
  }
}

start().catch((error) => {
  document.querySelector('#apps').textContent = error.message
})
