import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // A busy machine is no failure: nothing here is about time.
    testTimeout: 60_000,
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/browser/**', 'test/e2e/**'],
    maxWorkers: '100%',
    // Files share a worker's modules: loading them anew for each takes longer than the tests. What replaces a
    // module (vi.mock) therefore stands in test/e2e.
    isolate: false,
  },
})
