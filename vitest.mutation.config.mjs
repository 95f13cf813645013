import { defineConfig } from 'vitest/config'
import { asked } from './scripts/mutation-areas.mjs'

export default defineConfig({
  test: {
    testTimeout: 60_000,
    include: asked().tests.map((name) => `test/core/${name}.test.ts`),
    // Random stories and whole templates take seconds a mutant, and find what the tables of the rules find.
    exclude: ['test/core/{invariants,dead-ends,campaigns/templates}.test.ts'],
    isolate: false,
  },
})
