import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, tools } from './checkout.mjs'
import { run, runOrFail } from './command.mjs'

// Services that speak the protocols of AWS on this machine. They are for tests and for `npm run lab -- --target aws` alone: where the tool
// chain that one of them needs is missing, it is left out, and the tests that need it say that they are skipped.

/** @typedef {{ name: string, version: string, needs: string[], pin: string, install: (folder: string) => Promise<unknown> }} Service */

const pins = join(root, 'scripts/setup/services')

/** @type {Service[]} */
const all = [
  {
    name: 'versitygw',
    version: '1.8.0',
    needs: ['go'],
    pin: 'github.com/versity/versitygw/cmd/versitygw@v1.8.0',
    install: (folder) =>
      runOrFail('go', ['install', 'github.com/versity/versitygw/cmd/versitygw@v1.8.0'], {
        env: { ...process.env, GOBIN: folder, GOFLAGS: '' },
      }),
  },
  {
    name: 'moto',
    version: '5.2.5',
    needs: ['python3'],
    pin: readFileSync(join(pins, 'moto.txt'), 'utf8'),
    install: async (folder) => {
      await runOrFail('python3', ['-m', 'venv', folder])
      const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--no-deps', '--only-binary=:all:']
      await runOrFail(join(folder, 'bin/python'), [...pip, '-r', join(pins, 'moto.txt')])
    },
  },
  {
    name: 'dynamodb-local',
    version: '3.1.0',
    needs: ['java', 'mvn'],
    pin: readFileSync(join(pins, 'dynamodb-local.xml'), 'utf8'),
    install: async (folder) => {
      copyFileSync(join(pins, 'dynamodb-local.xml'), join(folder, 'pom.xml'))
      const copy = ['dependency:copy-dependencies', `-DoutputDirectory=${join(folder, 'lib')}`, '-DincludeScope=runtime']
      await runOrFail('mvn', ['-B', '-q', '-f', join(folder, 'pom.xml'), ...copy], { cwd: folder })
    },
  },
]

/**
 * Installs what is missing, all at once, and says what is there and what was left out. It never fails: a machine with Node and git alone
 * runs every other test.
 * @param {string} [services]
 * @returns {Promise<string>}
 */
export async function provideServices(services = join(tools, 'services')) {
  const results = await Promise.all(all.map((service) => provideService(service, join(services, service.name))))
  return results.join('; ')
}

/**
 * @param {Service} service
 * @param {string} folder
 */
async function provideService(service, folder) {
  const { name, version, needs, install } = service
  const stamp = join(folder, 'installed')
  const wanted = createHash('sha256').update(`${service.pin}\0${process.platform}-${process.arch}\0${folder}`).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return `${name} ${version} is there`
  const missing = await absent(needs)
  if (missing.length > 0) return `${name} left out, its tests are skipped: ${missing.join(' and ')} not on PATH`
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  try {
    await install(folder)
    // Written last: half an installation is made again. The folder is part of it, because a Python environment cannot be moved.
    writeFileSync(stamp, wanted)
    return `installed ${name} ${version}`
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    const lines = (error instanceof Error ? error.message : String(error)).trim().split('\n')
    return `${name} left out, its tests are skipped: ${lines.at(-1)}`
  }
}

/** @param {string[]} programs */
async function absent(programs) {
  const answers = await Promise.all(
    programs.map((program) =>
      run(program, [program === 'go' ? 'version' : '--version']).then(
        ({ status }) => status === 0,
        () => false,
      ),
    ),
  )
  return programs.filter((_, at) => !answers[at])
}
