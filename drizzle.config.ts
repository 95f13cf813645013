import { defineConfig } from 'drizzle-kit'

// The durable-sqlite driver writes migrations.js beside the SQL: one folder serves both migrators.
export default defineConfig({
  dialect: 'sqlite',
  driver: 'durable-sqlite',
  schema: './db/schema.ts',
  out: './db/migrations',
})
