import type { Fetched } from '../platform.ts'
import { readUpTo } from '../wire.ts'
import { whyLost } from './http.ts'
import type { Fetch } from './http.ts'
import { texts } from './texts.ts'

const downloadMs = 60_000

/** Fetches from the address DingTalk gave for it, signed and good for a short while; the app's token goes nowhere near it. */
export async function download(fetch: Fetch, url: string, maxBytes: number): Promise<Fetched> {
  try {
    const response = await fetch(url, { redirect: 'follow', signal: AbortSignal.timeout(downloadMs) })
    if (response.status >= 500) return { outcome: 'again', why: texts.why.lostServer(response.status) }
    // An address too old is given anew with the next try; what it led to may be gone.
    if (!response.ok) return { outcome: response.status === 404 ? 'gone' : 'again', why: texts.codes.fileGone }
    const announced = Number(response.headers.get('content-length') ?? 0)
    const bytes = announced > maxBytes ? 'too-large' : await readUpTo(response.body, maxBytes)
    if (bytes !== 'too-large') {
      return { outcome: 'fetched', bytes, type: response.headers.get('content-type') ?? 'application/octet-stream' }
    }
    await response.body?.cancel().catch(() => undefined)
    return { outcome: 'too-large' }
  } catch (error) {
    return { outcome: 'again', why: whyLost(error) }
  }
}
