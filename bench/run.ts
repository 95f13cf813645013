// npm run bench             one line a figure
// npm run bench -- --json   the same as JSON
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Figure, lineOf } from './figure.ts'
import { figures, fullSizes } from './figures.ts'

const asJson = process.argv.includes('--json')
const program = fileURLToPath(new URL('./node.js', import.meta.url))

/** Beside the office's own data, so that both are on one disk. */
const data = resolve(process.env.XIAOHAO_DATA ?? 'data')
mkdirSync(data, { recursive: true })
const folder = mkdtempSync(join(data, 'bench-'))
process.once('SIGINT', () => process.exit(130))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

const machine = { node: process.version, cpus: availableParallelism(), load: loadavg(), folder }
if (!asJson) console.log(`Node ${machine.node}, ${machine.cpus} CPUs, load ${machine.load.join(' ')}, in ${folder}`)

const all: Figure[] = []
for await (const figure of figures(folder, fullSizes, program)) {
  all.push(figure)
  if (!asJson) print(figure)
}
if (asJson) console.log(JSON.stringify({ machine, figures: all }, null, 2))

function print(figure: Figure): void {
  console.log(lineOf(figure))
  if (figure.plan) console.log(`  plan: ${figure.plan.join(' | ')}`)
}
