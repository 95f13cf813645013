import { z } from 'zod'
import type { Received } from '../platform.ts'
import { bodyUpTo, parseJson, sameText } from '../wire.ts'
import { decrypter, signatureOf } from './seal.ts'

export type Keys = {
  readonly appId: string
  readonly encryptKey: string
  readonly verificationToken: string
  /** How far a request's timestamp may be from now, in seconds. */
  readonly windowSeconds: number
}

type Rejected = Extract<Received, { kind: 'rejected' }>

/** A request that is Lark's own question, an event of this app, or neither. */
export type Opened = Rejected | { kind: 'challenge'; challenge: string } | { kind: 'event'; envelope: unknown }

const maxBody = 1024 * 1024

const Sealed = z.object({ encrypt: z.string().optional() })
const Challenge = z.object({ type: z.literal('url_verification'), challenge: z.string(), token: z.string() })
const Header = z.object({ header: z.object({ token: z.string(), app_id: z.string() }) })

/** Opens webhook requests; `now` is epoch milliseconds. Whatever a stranger sends comes back as `rejected`. */
export function opener(keys: Keys): (request: Request, now: number) => Promise<Opened> {
  const decrypt = decrypter(keys.encryptKey)
  return async (request, now) => {
    const body = await bodyOf(request)
    if (!(body instanceof Uint8Array)) return body
    const sealed = Sealed.safeParse(parseJson(body))
    if (!sealed.success) return rejected(400, 'malformed')
    if (sealed.data.encrypt === undefined) return rejected(401, 'signature')
    const [content, signed] = await Promise.all([decrypt(sealed.data.encrypt), isSigned(request.headers, body, keys)])
    const challenge = Challenge.safeParse(content)
    if (challenge.success) return answerTo(challenge.data, keys)
    // Only a signed request learns whether its body could be opened: otherwise 400 or 401 would
    // tell a forger, byte by byte, what somebody else's sealed request says.
    if (!signed) return rejected(401, 'signature')
    if (content === undefined) return rejected(400, 'undecryptable')
    if (isStale(request.headers, now, keys)) return rejected(401, 'stale')
    return addressed(content, keys)
  }
}

async function bodyOf(request: Request): Promise<Uint8Array | Rejected> {
  const body = await bodyUpTo(request, maxBody)
  if (body === undefined) return rejected(400, 'malformed')
  return body === 'too-large' ? rejected(413, 'too-large') : body
}

/** The URL check comes sealed but unsigned: the token inside is its only proof. */
function answerTo({ challenge, token }: z.infer<typeof Challenge>, keys: Keys): Opened {
  return sameText(token, keys.verificationToken) ? { kind: 'challenge', challenge } : rejected(401, 'token')
}

async function isSigned(headers: Headers, body: Uint8Array, { encryptKey }: Keys): Promise<boolean> {
  const timestamp = headers.get('x-lark-request-timestamp')
  const nonce = headers.get('x-lark-request-nonce')
  const signature = headers.get('x-lark-signature')
  if (timestamp === null || nonce === null || signature === null) return false
  return sameText(signature, await signatureOf({ timestamp, nonce, encryptKey, body }))
}

function isStale(headers: Headers, now: number, { windowSeconds }: Keys): boolean {
  const timestamp = headers.get('x-lark-request-timestamp') ?? ''
  return !/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp) * 1000) > windowSeconds * 1000
}

function addressed(envelope: unknown, keys: Keys): Opened {
  const parsed = Header.safeParse(envelope)
  if (!parsed.success) return rejected(400, 'malformed')
  const { token, app_id: appId } = parsed.data.header
  if (!sameText(token, keys.verificationToken)) return rejected(401, 'token')
  return appId === keys.appId ? { kind: 'event', envelope } : rejected(401, 'foreign-app')
}

function rejected(status: Rejected['status'], reason: Rejected['reason']): Rejected {
  return { kind: 'rejected', status, reason }
}
