import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** A Chromium on PATH, or null; Debian's package is called chromium. */
export function findBrowser(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable) ?? null
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

// Everything that would make the browser talk to anybody but the page it is given.
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

/** The page's document as HTML, once its scripts have nothing left to do. */
export async function renderPage(browser: string, url: string): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'browser-'))
  try {
    const args = [...flags, `--user-data-dir=${profile}`, '--virtual-time-budget=10000', '--dump-dom', url]
    const { stdout } = await promisify(execFile)(browser, args, { timeout: 60_000, maxBuffer: 16 * 1024 * 1024 })
    return stdout
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}
