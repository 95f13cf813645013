import { hex, parseJson } from '../wire.ts'

type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>

const utf8 = new TextEncoder()

/** What `X-Lark-Signature` must say of a request: lower-case hex over the raw bytes of its body. */
export async function signatureOf(signed: {
  timestamp: string
  nonce: string
  encryptKey: string
  body: Uint8Array
}): Promise<string> {
  const head = utf8.encode(signed.timestamp + signed.nonce + signed.encryptKey)
  const all = new Uint8Array(head.byteLength + signed.body.byteLength)
  all.set(head)
  all.set(signed.body, head.byteLength)
  return hex(await crypto.subtle.digest('SHA-256', all))
}

/** Opens `{"encrypt": …}` bodies: the JSON inside, or undefined for whatever this key did not seal. */
export function decrypter(encryptKey: string): (sealed: string) => Promise<unknown> {
  let key: Promise<Key> | undefined
  return async (sealed) => {
    key ??= importKey(encryptKey)
    const bytes = fromBase64(sealed)
    if (!bytes || bytes.byteLength < 32) return undefined
    const iv = bytes.subarray(0, 16)
    const opened = await crypto.subtle
      .decrypt({ name: 'AES-CBC', iv }, await key, bytes.subarray(16))
      .catch(() => undefined)
    return opened && parseJson(new Uint8Array(opened))
  }
}

async function importKey(encryptKey: string): Promise<Key> {
  const raw = await crypto.subtle.digest('SHA-256', utf8.encode(encryptKey))
  return crypto.subtle.importKey('raw', raw, 'AES-CBC', false, ['decrypt'])
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const signs = atob(text)
    const bytes = new Uint8Array(signs.length)
    for (let i = 0; i < signs.length; i += 1) bytes[i] = signs.charCodeAt(i)
    return bytes
  } catch {
    return undefined
  }
}
