import { readFileSync } from 'node:fs'

/** A recorded event from payloads/. */
export function payload(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`payloads/${name}.json`, import.meta.url), 'utf8')) as unknown
}

export const app = {
  appId: 'cli_0123456789abcdef',
  appSecret: 'app-secret-0001',
  encryptKey: 'encrypt-key-0001',
  verificationToken: 'verification-token-0001',
} as const
