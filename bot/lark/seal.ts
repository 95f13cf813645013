type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>

const utf8 = new TextEncoder()
const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

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

/** The JSON in UTF-8 bytes, or undefined: half a sign at the end is refused, not patched. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(strictUtf8.decode(bytes)) as unknown
  } catch {
    return undefined
  }
}

/** Equality that takes as long for a wrong guess as for a nearly right one. */
export function sameText(left: string, right: string): boolean {
  const a = utf8.encode(left)
  const b = utf8.encode(right)
  let difference = a.byteLength ^ b.byteLength
  for (let i = 0; i < a.byteLength; i += 1) difference |= (a[i] ?? 0) ^ (b[i % (b.byteLength || 1)] ?? 0)
  return difference === 0
}

export function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
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
