import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { base64Url, hashOfSecret } from './tokens.ts'

/** Whose signature it is: a link of one office opens nothing in another, be their secret the same. */
export type Signer = { readonly secret: string; readonly publicUrl: string }

/** What a link is for: signed for one purpose it is good for no other. */
type Purpose = 'evidence' | 'form' | 'file'

/** A token for a path: what it is bound to, in the open, and our signature (HMAC-SHA-256, cut to 128 bits). */
export function signed(purpose: Purpose, text: string, signer: Signer): string {
  const bound = base64Url(utf8ToBytes(text))
  return `${bound}.${signatureOf(purpose, bound, signer)}`
}

/** What a token of ours is bound to; null where it isn't ours, or for another purpose. */
export function readSigned(purpose: Purpose, token: string, signer: Signer): string | null {
  const [bound = '', signature = '', ...more] = token.split('.')
  // Hashes are compared, so that the time it takes tells nothing of the signature.
  const isOurs = hashOfSecret(signature) === hashOfSecret(signatureOf(purpose, bound, signer))
  if (!isOurs || more.length > 0) return null
  const bytes = atob(bound.replaceAll('-', '+').replaceAll('_', '/'))
  return new TextDecoder().decode(Uint8Array.from(bytes, (sign) => sign.charCodeAt(0)))
}

function signatureOf(purpose: Purpose, bound: string, { secret, publicUrl }: Signer): string {
  const text = utf8ToBytes(`${purpose} ${publicUrl} ${bound}`)
  return base64Url(hmac(sha256, utf8ToBytes(secret), text).subarray(0, 16))
}
