import type { HttpInstance } from '@larksuiteoapi/node-sdk'
import { z } from 'zod'
import { texts } from './texts.ts'

const Reply = z.looseObject({ code: z.number() })
const busy = 1
const tryAgain = 1000040343
const tooManyConnections = 1000040350

/**
 * The one HTTP call of the SDK's long connection, asking where to connect. The SDK's own has three
 * faults this one hasn't: it retries a refusal without `data` for ever and silently, gives up for good
 * when Lark is busy, and its errors carry the secret.
 */
export function endpointCaller(): { http: HttpInstance; refusal: () => string | undefined } {
  let refused: string | undefined

  async function request(options: {
    url?: string
    data?: unknown
    headers?: Record<string, string>
  }): Promise<unknown> {
    const response = await fetch(options.url ?? '', {
      method: 'POST',
      headers: { ...options.headers, 'content-type': 'application/json' },
      body: JSON.stringify(options.data),
      redirect: 'manual',
      signal: AbortSignal.timeout(15_000),
    })
    const reply = Reply.safeParse(await response.json().catch(() => undefined))
    if (response.status >= 500) throw new Error(texts.why.lostServer(response.status))
    if (!reply.success && response.ok) throw new Error(texts.why.lostAnswer(response.status))
    const code = reply.success ? reply.data.code : response.status
    if (code === 0) return reply.data
    if (code === busy || code === tryAgain) return { code: tryAgain, msg: '', data: {} }
    refused = reply.success ? whyRefused(code) : texts.why.notLark(response.status)
    return { code, msg: '', data: {} }
  }

  return { http: httpInstance(request), refusal: () => refused }
}

function whyRefused(code: number): string {
  return code === tooManyConnections ? texts.connection.limit : texts.connection.refused(code)
}

/** The SDK asks for axios' whole surface and lets each caller name the result's type; it calls `request` alone. */
function httpInstance(request: unknown): HttpInstance {
  return { request } as HttpInstance
}
