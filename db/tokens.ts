import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** 32 random bytes for a link or a cookie, 43 characters that a URL takes as they are. */
export function newToken(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)))
}

/** Bytes in the characters a URL takes as they are. */
export function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

/** What the database keeps of a secret: whoever reads the file can't use it. */
export function hashOfSecret(secret: string): string {
  return bytesToHex(sha256(utf8ToBytes(secret)))
}
