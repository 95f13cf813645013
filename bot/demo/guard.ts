/** Longest body of a tap or a plain message, in bytes. */
export const postLimit = 1024 * 1024

/** Longest body of a message with files, in bytes. */
export const uploadLimit = 32 * 1024 * 1024

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * Whether a request was made on this very machine, by the demo's own page. A foreign page that gets its name to
 * resolve to 127.0.0.1 is told by the Host header, one that merely posts here by the Origin.
 */
export function isOwn(request: Request): boolean {
  const host = request.headers.get('host') ?? new URL(request.url).host
  if (!URL.canParse(`http://${host}`)) return false
  const own = new URL(`http://${host}`)
  if (!loopback.has(own.hostname)) return false
  return request.method === 'GET' || request.method === 'HEAD' || request.headers.get('origin') === own.origin
}

/** The whole body, or null when it is longer than `limit` bytes; never reads further than that. */
export async function readBody(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return null
  const chunks: Uint8Array[] = []
  let size = 0
  const stream: ReadableStream<Uint8Array> | null = request.body
  for await (const chunk of stream ?? []) {
    size += chunk.length
    if (size > limit) return null
    chunks.push(chunk)
  }
  const body = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    body.set(chunk, at)
    at += chunk.length
  }
  return body
}
