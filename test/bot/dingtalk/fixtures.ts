import { readFileSync } from 'node:fs'

export const app = {
  clientId: 'dingclient0001',
  clientSecret: 'client-secret-0001',
  robotCode: 'dingclient0001',
} as const

/** A curated payload of payloads/. */
export function payload(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`payloads/${name}.json`, import.meta.url), 'utf8')) as unknown
}
