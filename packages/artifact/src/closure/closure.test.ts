import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileOf } from '../artifact-file.ts'
import { findMissingFiles, incompleteArtifact } from './closure.ts'
import { destinationOf } from './reference.ts'

const text = (value: string) => new TextEncoder().encode(value)
const filesOf = (contents: Record<string, string>) => new Map(Object.entries(contents).map(([path, body]) => [path, fileOf(text(body))]))

async function missing(contents: Record<string, string>, entry = 'entry.js'): Promise<string[]> {
  return (await findMissingFiles(filesOf(contents), entry)).missing.map(({ from, reference }) => `${from}: ${reference}`)
}

describe('release case 9: a script refers to', () => {
  it.each([
    [`import './a.js'`, './a.js'],
    [`import x,{y} from"./a.js";`, './a.js'],
    [`export*from'./a.js'`, './a.js'],
    [`const load=()=>import("./a.js")`, './a.js'],
    [`import data from './a.json' with { type: 'json' }`, './a.json'],
    [`import './deep/../a.js?v=1#x'`, './deep/../a.js?v=1#x'],
    [`new Worker(new URL("worker.js", import.meta.url))`, 'worker.js'],
    [`new URL(/* @vite-ignore */ './a.png',import.meta.url).href`, './a.png'],
    [`import '../other.js'`, '../other.js'],
  ])('%s', async (script, reference) => {
    expect(await missing({ 'entry.js': script })).toEqual([`entry.js: ${reference}`])
  })

  it.each([
    `import 'react'`,
    `import '@acme/cart'`,
    `import 'https://esm.example.com/x.js'`,
    `import '/shared/x.js'`,
    `import '//cdn.example.com/x.js'`,
    'import(`./locale/${name}.js`)',
    `import('./' + name)`,
    `// import './a.js'`,
    `const text = "import './a.js'"`,
    `const pattern = /import '.\\/a.js'/`,
    `new URL(name, import.meta.url)`,
    `new URL('./a.png', document.baseURI)`,
    `(function(){ return require('./a.js') })()`,
    `export default 1\n//# sourceMappingURL=entry.js.map`,
    `this is { no script`,
  ])('nothing of the artifact by %s', async (script) => {
    expect(await missing({ 'entry.js': script })).toEqual([])
  })
})

describe('release case 9: a style sheet refers to', () => {
  it.each([
    ['a{background:url(a.png)}', 'a.png'],
    [`a{background:URL( "a b.png" )}`, 'a b.png'],
    [`@font-face{src:url('f.eot?#iefix')format("eot")}`, 'f.eot?#iefix'],
    [`@import "base.css" screen;`, 'base.css'],
    ['@import url(base.css);', 'base.css'],
    ['a{background:image-set("a.png" 1x)}', 'a.png'],
    ['a{background:url(a\\29 .png)}', 'a).png'],
  ])('%s', async (style, reference) => {
    expect(await missing({ 'entry.js': '', 'entry.css': style })).toEqual([`entry.css: ${reference}`])
  })

  it.each(['a{background:url(data:image/png;base64,AAAA)}', 'a{content:"a.png"}', '/* url(a.png) */', 'a{filter:url(#f)}', 'a{b:url()}'])(
    'nothing by %s',
    async (style) => {
      expect(await missing({ 'entry.js': '', 'entry.css': style })).toEqual([])
    },
  )
})

describe('release case 9: a page refers to', () => {
  it.each([
    ['<script type=module src=a.js></script>', 'a.js'],
    ['<link rel="stylesheet" href="./a.css">', './a.css'],
    ['<link rel="shortcut icon" href="a.ico">', 'a.ico'],
    ['<LINK REL=modulepreload HREF=a.js>', 'a.js'],
    ['<img srcset="a.png 1x">', 'a.png'],
    ['<video poster=a.jpg></video>', 'a.jpg'],
    [`<script type="module">import './a.js'</script>`, './a.js'],
    ['<style>a{background:url(a.png)}</style>', 'a.png'],
    ['<p style="background:url(a.png)">', 'a.png'],
    ['<script type="importmap">{"imports":{"cart":"./a.js"}}</script>', './a.js'],
    ['<img src="a&amp;b.png">', 'a&b.png'],
  ])('%s', async (page, reference) => {
    expect(await missing({ 'entry.js': '', 'index.html': page })).toEqual([`index.html: ${reference}`])
  })

  it.each([
    '<a href="other.html">',
    '<link rel="canonical" href="page">',
    '<!-- <script src="a.js"></script> -->',
    '<script src="https://cdn.example.com/a.js"></script>',
    '<script src="/cart/a.js"></script>',
    '<script>const s = "<img src=a.png>"</script>',
    '<base href="https://cdn.example.com/"><script src="a.js"></script>',
    '<img src="data:,x">',
  ])('nothing of the artifact by %s', async (page) => {
    expect(await missing({ 'entry.js': '', 'index.html': page })).toEqual([])
  })

  it('takes each address of a srcset', async () => {
    const page = '<img srcset="a.png 1x, b,c.png 2x,\n d.png">'
    expect(await missing({ 'entry.js': '', 'index.html': page })).toEqual(
      ['a.png', 'b,c.png', 'd.png'].map((path) => `index.html: ${path}`),
    )
  })
})

describe('release case 9: a map refers to', () => {
  it('the addresses of an import map, folders among them', async () => {
    const map = JSON.stringify({
      imports: { cart: './a.js', react: 'https://x.example/r.js', 'icons/': './icons/' },
      scopes: { '/x/': { b: './b.js' } },
    })
    expect(await missing({ 'entry.js': '', 'import-map.json': map })).toEqual([
      'import-map.json: ./a.js',
      'import-map.json: ./icons/',
      'import-map.json: ./b.js',
    ])
    expect(await missing({ 'entry.js': '', 'import-map.json': map, 'a.js': '', 'b.js': '', 'icons/x.svg': '' })).toEqual([])
  })

  it('the remote entry and all assets of a module federation manifest', async () => {
    const manifest = JSON.stringify({
      id: 'cart',
      metaData: { remoteEntry: { name: 'remoteEntry.js', path: '', type: 'module' }, publicPath: 'auto' },
      shared: [{ name: 'react', assets: { js: { async: [], sync: ['react.1.js'] }, css: { async: [], sync: [] } } }],
      exposes: [{ path: './App', assets: { js: { async: ['lazy.2.js'], sync: ['app.3.js'] }, css: { async: [], sync: ['app.css'] } } }],
    })
    const found = await missing({ 'mf/mf-manifest.json': manifest, 'mf/app.3.js': '' }, 'mf/mf-manifest.json')
    expect(found).toEqual(['remoteEntry.js', 'lazy.2.js', 'app.css', 'react.1.js'].map((path) => `mf/mf-manifest.json: ${path}`))
  })

  it('nothing when it is no JSON', async () => {
    expect(await missing({ 'entry.js': '', 'mf-manifest.json': '<html>', 'x.importmap': '[1]' })).toEqual([])
  })
})

describe('the closure', () => {
  it('follows references from file to file, circles included', async () => {
    const files = { 'entry.js': `import './a/b.js'`, 'a/b.js': `import '../entry.js'; import './c.js'`, 'a/c.js': `import('./gone.js')` }
    expect(await missing(files)).toEqual(['a/c.js: ./gone.js'])
  })

  it('does not read scripts that nothing refers to', async () => {
    expect(await missing({ 'entry.js': '', 'server.js': `import './gone.js'` })).toEqual([])
  })

  it('finds a file that is cut out of any complete artifact, and only that', async () => {
    const graph = fc.uniqueArray(fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 20 })), { maxLength: 30, selector: String })
    await fc.assert(
      fc.asyncProperty(graph, fc.nat({ max: 20 }), async (edges, cut) => {
        const name = (at: number) => (at === 0 ? 'entry.js' : `d/f${at}.js`)
        const from = (at: number, to: number) =>
          (at === 0 ? './' : to === 0 ? '../' : './') + (to === 0 ? 'entry.js' : at === 0 ? name(to) : `f${to}.js`)
        const all = Object.fromEntries(
          Array.from({ length: 21 }, (_, at) => [
            name(at),
            edges
              .filter(([source]) => source === at)
              .map(([, to]) => `import '${from(at, to)}'`)
              .join('\n'),
          ]),
        )
        expect(await missing(all)).toEqual([])
        if (cut === 0) return
        const { [name(cut)]: _gone, ...rest } = all
        const reached = new Set([0])
        for (const at of reached) for (const [source, to] of edges) if (source === at && at !== cut) reached.add(to)
        const referring = edges.filter(([source, to]) => to === cut && source !== cut && reached.has(source))
        expect((await missing(rest)).toSorted()).toEqual(referring.map(([source, to]) => `${name(source)}: ${from(source, to)}`).toSorted())
      }),
      { numRuns: 60 },
    )
  })

  it('T28: looks up folders in the time of files, however many of both there are', async () => {
    const one = fileOf(text('x'))
    const files = new Map(Array.from({ length: 20_000 }, (_, at) => [`f${at}/deep/a.png`, one]))
    const folders = Array.from({ length: 40_000 }, (_, at) => `url(f${at}/deep/)`)
    files.set('a.css', fileOf(text(`a{src:${folders.join()}}`)))
    expect((await findMissingFiles(files, 'a.css')).missing).toHaveLength(20_000)
  })

  it('refuses with the list, escaped', async () => {
    const files = filesOf({
      'entry.js': Array.from({ length: 12 }, (_, at) => `import './a${at}.js'`).join('\n'),
      'x\n.css': '@import "b.css"',
    })
    expect(incompleteArtifact((await findMissingFiles(files, 'entry.js')).missing)).toMatchObject({
      code: 'artifact-incomplete',
      message: expect.stringMatching(/^The artifact lacks .*"entry\.js" refers to "\.\/a0\.js".*and 3 more\./),
    })
  })
})

it.each([
  ['./a.js', 'dist/entry.js', { kind: 'file', path: 'dist/a.js' }],
  ['a%20b.png', 'x.css', { kind: 'file', path: 'a b.png' }],
  ['100%.png', 'x.css', { kind: 'file', path: '100%.png' }],
  ['../../x', 'a/b.css', { kind: 'outside' }],
  ['./', 'a/b.html', { kind: 'folder', path: 'a' }],
  ['c/', 'a/b.html', { kind: 'folder', path: 'a/c' }],
  ['mailto:x', 'a.html', { kind: 'elsewhere' }],
  ['', 'a.html', { kind: 'elsewhere' }],
  ['#top', 'a.html', { kind: 'elsewhere' }],
])('%j from %j leads to %o', (reference, from, destination) => {
  expect(destinationOf(reference, from)).toEqual(destination)
})
