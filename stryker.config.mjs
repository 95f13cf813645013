import { asked, name } from './scripts/mutation-areas.mjs'

/** Mutation testing of core/, by hand: `AREA=permit npm run mutation`. Figures and survivors: docs/mutation.md. */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutation.config.mjs', related: false },
  coverageAnalysis: 'perTest',
  mutate: asked().mutate,
  mutator: { excludedMutations: asked().excluded ?? [] },
  ignorePatterns: ['data', 'dist', 'reports'],
  concurrency: 1,
  timeoutMS: 20_000,
  reporters: ['clear-text', 'json'],
  clearTextReporter: { logTests: false, allowColor: false },
  jsonReporter: { fileName: `reports/mutation-${name ?? 'core'}.json` },
  tempDirName: '.stryker-tmp',
  warnings: { slow: false },
}
