// node scripts/test.mjs          every check
// node scripts/test.mjs verify   those that take less than a minute: no build, no workerd, no browser, no tour of all platforms
// The last line counts the tests of all suites; a failing step without tests of its own counts as one failure.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** @typedef {{ name: string, line: string, report?: string }} Step */

const results = 'test-results'

const quick = process.argv[2] === 'verify'

// The inner loop lints what changed; a rule about types can miss a file whose imports changed, npm test doesn't.
const kept = '--cache --cache-strategy content --cache-location node_modules/.cache/eslint'
const lint = command('lint', `eslint . --max-warnings 0 ${quick ? kept : ''}`.trim())
const format = command(
  'format',
  'prettier --check --log-level warn --cache --cache-location node_modules/.cache/prettier-check .',
)
const types = command('types', 'npm run --silent types')
const unused = command('unused', 'knip')
// Every act on every platform takes as long as all the rest; whoever changes chat runs it alone.
const unit = suite('unit', 'vitest.config.ts', quick ? '--exclude test/bot/platforms.test.ts' : '')
const workers = suite('workers', 'vitest.workers.config.ts')
const build = command('build', 'npm run --silent build')
const e2e = suite('e2e', 'vitest.e2e.config.ts')

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
mkdirSync(results, { recursive: true })

// The linter alone takes as long as the three others together: two lanes halve the wait.
const checks = await Promise.all([inTurn([lint]), inTurn([format, types, unused])])
const suites = await inTurn(quick ? [unit] : [unit, workers, build, e2e])
const outcomes = [...checks.flat(), ...suites]
const passed = outcomes.reduce((sum, one) => sum + one.passed, 0)
const failed = outcomes.reduce((sum, one) => sum + one.failed, 0)

for (const { name, failed } of outcomes) if (failed > 0) console.log(`✗ ${name}: ${failed} failed`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0

/**
 * @param {string} name
 * @param {string} line
 * @returns {Step}
 */
function command(name, line) {
  return { name, line }
}

/**
 * @param {string} name
 * @param {string} config
 * @param {string} [more] arguments
 * @returns {Step}
 */
function suite(name, config, more = '') {
  const report = `${results}/${name}.json`
  return {
    name,
    report,
    line: `vitest run -c ${config} ${more} --reporter=default --reporter=json --outputFile.json=${report}`,
  }
}

/** @param {Step[]} steps */
async function inTurn(steps) {
  const outcomes = []
  for (const step of steps) outcomes.push(await run(step))
  return outcomes
}

/** @param {Step} step a suite is shown while it runs, a command when it has ended */
async function run({ name, line, report }) {
  if (report) rmSync(report, { force: true })
  if (report) console.log(`\n── ${name}: ${line}`)
  const began = Date.now()
  const { code, output } = await ended(spawn(line, { shell: true, stdio: report ? 'inherit' : 'pipe' }))
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  console.log(`${output}── ${name}: ${code === 0 ? 'ok' : 'failed'} in ${seconds} s`)
  const { passed, failed } = report ? counts(report) : { passed: 0, failed: 0 }
  return { name, passed, failed: code === 0 ? failed : Math.max(failed, 1) }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function ended(child) {
  /** @type {Buffer[]} */
  const chunks = []
  child.stdout?.on('data', (chunk) => chunks.push(chunk))
  child.stderr?.on('data', (chunk) => chunks.push(chunk))
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString() }))
  })
}

/** @param {string} report what vitest wrote; it writes nothing when it could not even start */
function counts(report) {
  try {
    const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(report, 'utf8'))
    return { passed, failed }
  } catch {
    return { passed: 0, failed: 0 }
  }
}
