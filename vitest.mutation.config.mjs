import { defineConfig } from 'vitest/config'
import { asked } from './scripts/mutation-areas.mjs'

export default defineConfig({
  test: {
    testTimeout: 60_000,
    include: asked().tests.map((name) => `test/core/${name}.test.ts`),
    // Random stories take seconds a mutant, and find what the tables of the rules find.
    exclude: ['test/core/{invariants,dead-ends}.test.ts'],
    isolate: false,
  },
})
