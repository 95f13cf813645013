import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

/** Reads `.env` of the working folder into the environment; what is set already stays. */
export function loadDotEnv(): void {
  if (!existsSync('.env')) return
  // Notepad puts a mark in front, which would become part of the first name.
  const values = parseEnv(readFileSync('.env', 'utf8').replace(/^\ufeff/, ''))
  for (const [name, value] of Object.entries(values)) process.env[name] ??= value
}
