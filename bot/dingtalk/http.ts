import { z } from 'zod'
import { texts } from './texts.ts'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** How a call to DingTalk went. `refused` is its own no; after `lost` nobody knows whether it took effect. */
export type Answer = { kind: 'ok'; body: unknown } | Failure
export type Failure = Refused | { kind: 'lost'; why: string }
export type Refused = {
  kind: 'refused'
  /** DingTalk's code, a word or a number, or one of those below; empty for what isn't DingTalk at all. */
  code: string
  status: number
  /** What of its message may be shown: names of permissions, never its free text. */
  detail: string
}

/** The address of this machine is blocked for some minutes. */
export const bannedCode = 'banned'
/** Asked too often, said without a code of its own. */
const tooOftenCode = 'QpsLimit'

export type Call = {
  readonly url: string
  readonly method: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly timeoutMs: number
}

/** One JSON call. Neither the answer nor its `why` holds a token, a secret or what was sent. */
export async function exchange(fetch: Fetch, { url, method, headers, body, timeoutMs }: Call): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json; charset=utf-8', ...headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return answerOf(response.status, await response.text())
  } catch (error) {
    return { kind: 'lost', why: whyLost(error) }
  }
}

/** Why a request never got its answer, in words without its content. */
export function whyLost(error: unknown): string {
  if (!(error instanceof Error)) return texts.why.lostNetwork('')
  if (error.name === 'TimeoutError') return texts.why.lostTimeout
  const { code } = z.object({ code: z.string().regex(/^[A-Z_]{1,40}$/) }).safeParse(error.cause).data ?? { code: '' }
  return texts.why.lostNetwork(code)
}

const Code = z.string().or(z.number()).transform(String)

/** Its two APIs say no in two ways: by status with `code`, or under 200 with `errcode`, the reason at times inside. */
const Reply = z.looseObject({
  errcode: Code.optional(),
  sub_code: Code.optional(),
  code: Code.optional(),
  punish: z.string().optional(),
  accessdenieddetail: z
    .looseObject({ requiredScopes: z.array(z.string()).optional() })
    .optional()
    .catch(undefined),
})
type Reply = z.infer<typeof Reply>

/** Sorts a finished response; `text` is its whole body. */
function answerOf(status: number, text: string): Answer {
  const { data: reply } = Reply.safeParse(parsed(text))
  if (status >= 500) return { kind: 'lost', why: texts.why.lostServer(status) }
  if (reply?.punish !== undefined || (status === 403 && text.trimStart().startsWith('<'))) {
    return { kind: 'refused', code: bannedCode, status, detail: '' }
  }
  const code = reply && codeIn(reply, status)
  if (reply && code !== undefined) return { kind: 'refused', code, status, detail: detailIn(reply) }
  if (status === 429) return { kind: 'refused', code: tooOftenCode, status, detail: '' }
  if (status >= 300) return { kind: 'refused', code: '', status, detail: '' }
  return reply ? { kind: 'ok', body: reply } : { kind: 'lost', why: texts.why.lostAnswer(status) }
}

function codeIn(reply: Reply, status: number): string | undefined {
  if (reply.errcode !== undefined && reply.errcode !== '0') return reply.sub_code ?? reply.errcode
  return status >= 300 ? reply.code : undefined
}

function detailIn(reply: Reply): string {
  const scopes = reply.accessdenieddetail?.requiredScopes ?? []
  return scopes
    .filter((scope) => /^[\w.]{1,60}$/.test(scope))
    .slice(0, 8)
    .join(', ')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
