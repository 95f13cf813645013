// node scripts/build.mjs         the programs and what they read → dist/
// node scripts/build.mjs bench   the same, and the benchmarks and the simulation → dist/bench.js, dist/simulate.js
import { build } from 'esbuild'
import { cpSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const programs = ['runtime/cli.ts', 'runtime/demo.ts', 'runtime/node.ts']

const copies = [
  { from: 'db/migrations', to: 'dist/migrations', only: /\.(sql|json)$/ },
  { from: 'core/campaigns', to: 'dist/campaigns', only: /\.yaml$/ },
  { from: 'console/public', to: 'dist/public' },
  { from: 'bot/demo/public', to: 'dist/demo' },
  { from: 'bot/page/public', to: 'dist/page' },
]

// The rest goes into the bundle: reading Drizzle's and zod's hundreds of files one by one takes a second and 150 MB.
const external = ['better-sqlite3', 'prom-client', 'node-cron', 'yaml', '@larksuiteoapi/node-sdk', 'chinese-days', 'ws']

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
await buildAll()
if (process.argv[2] === 'bench') await bundle({ entryPoints: { bench: 'bench/run.ts', simulate: 'bench/simulate.ts' } })

async function buildAll() {
  rmSync('dist', { recursive: true, force: true })
  await bundle({ entryPoints: programs, splitting: true })
  for (const copy of copies) copyInto(copy)
}

/** @param {Pick<import('esbuild').BuildOptions, 'entryPoints' | 'splitting'>} options */
async function bundle(options) {
  await build({
    ...options,
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    external,
    sourcemap: true,
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    logLevel: 'warning',
  }).catch(() => process.exit(1))
}

/** @param {{ from: string, to: string, only?: RegExp }} copy */
function copyInto({ from, to, only }) {
  cpSync(from, to, { recursive: true, filter: (path) => !only || !/\.\w+$/.test(path) || only.test(path) })
}
