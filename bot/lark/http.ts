import { z } from 'zod'
import { texts } from './texts.ts'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** How a call to Lark went. `refused` is Lark's own no; after `lost` nobody knows whether it took effect. */
export type Answer = { kind: 'ok'; body: unknown } | Failure
export type Failure = Refused | { kind: 'lost'; why: string }
export type Refused = {
  kind: 'refused'
  code: number
  status: number
  /** What of Lark's message may be shown: error numbers and scope names, never its free text. */
  detail: string
  retryAfterMs?: number
}

const Reply = z.looseObject({ code: z.number(), msg: z.string().optional() })

/** One JSON call. Neither the answer nor its `why` holds a token, a secret or what was sent. */
export async function exchange(
  fetch: Fetch,
  call: { url: string; method: string; token?: string; body?: unknown; timeoutMs: number },
): Promise<Answer> {
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' }
  if (call.token !== undefined) headers['authorization'] = `Bearer ${call.token}`
  try {
    const response = await fetch(call.url, {
      method: call.method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(call.timeoutMs),
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
    })
    return answerOf(response, await response.text())
  } catch (error) {
    return { kind: 'lost', why: whyLost(error) }
  }
}

/** Sorts a finished response; `text` is its whole body. */
export function answerOf(response: Response, text: string): Answer {
  if (response.status >= 500) return { kind: 'lost', why: texts.why.lostServer(response.status) }
  const reply = Reply.safeParse(parsed(text))
  if (reply.success && reply.data.code === 0 && response.ok) return { kind: 'ok', body: reply.data }
  if (reply.success) return refusal(response, reply.data)
  if (response.status === 429) return refusal(response, { code: 99991400 })
  if (response.status >= 300) return refusal(response, { code: 0 })
  return { kind: 'lost', why: texts.why.lostAnswer(response.status) }
}

/** Why a request never got its answer, in words without its content. */
export function whyLost(error: unknown): string {
  if (!(error instanceof Error)) return texts.why.lostNetwork('')
  if (error.name === 'TimeoutError') return texts.why.lostTimeout
  const { code } = z.object({ code: z.string().regex(/^[A-Z_]{1,40}$/) }).safeParse(error.cause).data ?? { code: '' }
  return texts.why.lostNetwork(code)
}

function refusal(response: Response, reply: { code: number; msg?: string | undefined }): Refused {
  const seconds = Number(response.headers.get('x-ogw-ratelimit-reset') ?? NaN)
  return {
    kind: 'refused',
    code: response.status === 429 && reply.code === 0 ? 99991400 : reply.code,
    status: response.status,
    detail: shareable(reply.msg ?? ''),
    ...(Number.isFinite(seconds) && { retryAfterMs: Math.min(Math.max(seconds, 1), 3600) * 1000 }),
  }
}

function shareable(message: string): string {
  const inner = /ErrCode: ?(\d+)/.exec(message)?.[1]
  const scopes = message.match(/\b[a-z]+(?::[a-z_.]+)+\b/g) ?? []
  return [...(inner ? [`ErrCode ${inner}`] : []), ...new Set(scopes.slice(0, 8))].join(', ')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
