import { cloudflareTest } from '@cloudflare/vitest-pool-workers'
import { defineConfig } from 'vitest/config'

// The ledger suite once more, inside workerd on the SQLite of a Durable Object: #office resolves by the condition `workerd`.
export default defineConfig({
  plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.toml' } })],
  // A busy machine is no failure: nothing here is about time.
  test: { include: ['test/db/**/*.both.test.ts'], testTimeout: 60_000 },
})
