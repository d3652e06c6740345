// Writes the .npmrc that actions/setup-node writes: the registry, and a token that npm reads from the environment.
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const input = (name) => (process.env[`INPUT_${name.toUpperCase()}`] ?? '').trim()
const wanted = input('node-version')
const registry = input('registry-url')

console.log(`Node.js ${process.version}`)
if (wanted && !process.version.startsWith(`v${wanted.replace(/^v/, '').replace(/\.x$/, '')}`))
  console.log(`::warning::The lab has Node.js ${process.version}; ${JSON.stringify(wanted)} was asked for.`)
write('GITHUB_OUTPUT', 'node-version', process.version)

if (registry) {
  const url = registry.endsWith('/') ? registry : `${registry}/`
  const scope = input('scope') ? `${input('scope').replace(/^@?/, '@').toLowerCase()}:` : ''
  const file = join(process.env.RUNNER_TEMP, '.npmrc')
  writeFileSync(file, `${url.replace(/^\w+:/, '')}:_authToken=\${NODE_AUTH_TOKEN}\n${scope}registry=${url}\n`)
  write('GITHUB_ENV', 'NPM_CONFIG_USERCONFIG', file)
  write('GITHUB_ENV', 'NODE_AUTH_TOKEN', process.env.NODE_AUTH_TOKEN || 'XXXXX-XXXXX-XXXXX-XXXXX')
}

function write(file, name, value) {
  appendFileSync(process.env[file], `${name}=${value}\n`)
}
