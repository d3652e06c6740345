import { readFileSync, rmSync } from 'node:fs'
import { build } from 'esbuild'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

rmSync('dist', { recursive: true, force: true })
await build({
  entryPoints: ['src/index.js'],
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  splitting: true,
  minify: true,
  sourcemap: true, // for the error tracker; the pipeline leaves *.map out of the deployment
  entryNames: '[name]', // the entry keeps its name and is purged
  chunkNames: '[name]-[hash]', // chunks are immutable and never need a purge
  assetNames: '[name]-[hash]',
  loader: { '.svg': 'file' },
  define: { __VERSION__: JSON.stringify(version) },
})
