import { playScenario } from '@mfe-gitops/lab'
import { expect, it } from 'vitest'
import { findBrowser, renderPage } from './browser.ts'

const browser = findBrowser()

it.skipIf(browser === null)(
  'shows the new version after an upgrade and the old one after a rollback (needs Chromium on PATH)',
  async () => {
    const shown: string[] = []
    const { result, lab } = await playScenario({
      name: 'shell-page',
      summary: 'A browser looks at the shell page between deployments.',
      async run(lab) {
        const acme = await lab.organization()
        const { url } = await lab.edge('staging')
        const look = async () => {
          const html = await renderPage(browser ?? '', url)
          expect(html).toContain('data-ready="true"')
          shown.push(/<section id="cart" data-version="([^"]*)"/.exec(html)?.[1] ?? 'nothing')
        }
        await acme.release('cart', '1.0.0')
        await look()
        await acme.release('cart', '1.0.1')
        await look()
        await acme.rollback('cart', '1.0.0')
        await look()
      },
    })
    await lab.close()
    expect(result.failures).toEqual([])
    expect(shown).toEqual(['1.0.0', '1.0.1', '1.0.0'])
  },
)
