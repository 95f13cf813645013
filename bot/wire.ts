const utf8 = new TextEncoder()
const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * All of `body`, or 'too-large' as soon as more than `max` bytes have come: the rest is never read.
 * Throws when the stream breaks off.
 */
export async function readUpTo(
  body: ReadableStream<Uint8Array> | null,
  max: number,
): Promise<Uint8Array<ArrayBuffer> | 'too-large'> {
  if (!body) return new Uint8Array()
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength
    if (size > max) {
      await reader.cancel().catch(() => undefined)
      return 'too-large'
    }
    chunks.push(next.value)
  }
  return joined(chunks, size)
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.byteLength
  }
  return all
}

/**
 * A request's body, or why there is none: more than `max` bytes, or it broke off (undefined). No more than was
 * announced can come, which is quicker read at once; what wasn't announced is counted.
 */
export async function bodyUpTo(request: Request, max: number): Promise<Uint8Array | 'too-large' | undefined> {
  const announced = request.headers.get('content-length')
  if (Number(announced) > max) return 'too-large'
  const reading =
    announced === null ? readUpTo(request.body, max) : request.arrayBuffer().then((buffer) => new Uint8Array(buffer))
  return reading.catch(() => undefined)
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

/** A text that survives storing and hashing: half a surrogate pair becomes U+FFFD. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd')
}

/** The first `longest` characters of a text, `mark` included, never half a sign. */
export function cut(value: string, longest: number, mark: string): string {
  if (value.length <= longest) return value
  const signs = Array.from(value)
  if (signs.length <= longest) return value
  return signs.slice(0, Math.max(longest - mark.length, 0)).join('') + mark
}

/** Whether a value nests at most `depth` deep: later readers walk it recursively. */
export function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return depth > 0 && Object.values(value).every((inner) => isShallow(inner, depth - 1))
}

/** What comes of some work, or 'late' where it takes longer than `ms`; the work goes on. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T | 'late'> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), ms)))
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
