// node scripts/test.mjs          every check
// node scripts/test.mjs verify   those that take less than a minute, without a build or a browser
// The last line counts the tests of all suites; a failing step without tests of its own counts as one failure.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const results = 'test-results'

const quick = [
  command('format', 'prettier --check --log-level warn .'),
  command('lint', 'eslint . --max-warnings 0'),
  command('types', 'npm run --silent types'),
  command('unused', 'knip'),
  suite('unit', 'vitest.config.ts'),
]
const slow = [
  suite('workers', 'vitest.workers.config.ts'),
  command('build', 'node scripts/build.mjs'),
  suite('e2e', 'vitest.e2e.config.ts'),
]

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
mkdirSync(results, { recursive: true })
const outcomes = (process.argv[2] === 'verify' ? quick : [...quick, ...slow]).map((step) => run(step))
const passed = outcomes.reduce((sum, one) => sum + one.passed, 0)
const failed = outcomes.reduce((sum, one) => sum + one.failed, 0)

for (const { name, failed } of outcomes) if (failed > 0) console.log(`✗ ${name}: ${failed} failed`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0

/** @typedef {{ name: string, line: string, report?: string }} Step */

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
 * @returns {Step}
 */
function suite(name, config) {
  const report = `${results}/${name}.json`
  return {
    name,
    report,
    line: `vitest run -c ${config} --reporter=default --reporter=json --outputFile.json=${report}`,
  }
}

/** @param {Step} step */
function run({ name, line, report }) {
  console.log(`\n── ${name}: ${line}`)
  if (report) rmSync(report, { force: true })
  const began = Date.now()
  const broke = spawnSync(line, { shell: true, stdio: 'inherit' }).status !== 0
  console.log(`── ${name}: ${broke ? 'failed' : 'ok'} in ${((Date.now() - began) / 1000).toFixed(1)} s`)
  const { passed, failed } = report ? counts(report) : { passed: 0, failed: 0 }
  return { name, passed, failed: broke ? Math.max(failed, 1) : failed }
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
