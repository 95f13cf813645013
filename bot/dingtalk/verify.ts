import type { Received } from '../platform.ts'
import { bodyUpTo, parseJson, sameText } from '../wire.ts'

type Rejected = Extract<Received, { kind: 'rejected' }>

export type Keys = {
  readonly clientSecret: string
  /** How far a request's timestamp may be from now, in milliseconds. */
  readonly windowMs: number
}

/** A signed request: something said to the robot, a tap on a card, or neither. `stamp` is its timestamp as sent. */
export type Opened = Rejected | { kind: 'robot' | 'card'; body: unknown; stamp: string }

const maxBody = 1024 * 1024
const utf8 = new TextEncoder()

/** Opens webhook requests; `now` is epoch milliseconds. Whatever a stranger sends comes back as `rejected`. */
export async function open(request: Request, keys: Keys, now: number): Promise<Opened> {
  const { headers } = request
  const isCard = headers.has('x-ddpaas-signature')
  const stamp = headers.get(isCard ? 'x-ddpaas-signature-timestamp' : 'timestamp') ?? ''
  const sign = headers.get(isCard ? 'x-ddpaas-signature' : 'sign') ?? ''
  const right = isCard ? await cardSign(await cardSecret(keys.clientSecret), stamp) : await robotSign(keys, stamp)
  if (!sameText(sign, right)) return rejected(401, 'signature')
  if (!/^\d{1,15}$/.test(stamp) || Math.abs(now - Number(stamp)) > keys.windowMs) return rejected(401, 'stale')
  const bytes = await bodyUpTo(request, maxBody)
  if (bytes === 'too-large') return rejected(413, 'too-large')
  const body = bytes && parseJson(bytes)
  return body === undefined ? rejected(400, 'malformed') : { kind: isCard ? 'card' : 'robot', body, stamp }
}

/** What a robot message's `sign` must be. It covers the moment and not the body: who repeats it is known by the msgId. */
export function robotSign({ clientSecret }: Pick<Keys, 'clientSecret'>, stamp: string): Promise<string> {
  return hmac(clientSecret, `${stamp}\n${clientSecret}`)
}

/** What a card callback's signature must be: `secret` is the one its address was registered with. */
export function cardSign(secret: string, stamp: string): Promise<string> {
  return hmac(secret, stamp)
}

/** The secret this app registers its address for card callbacks with. Anybody who has the app's own can make it again. */
export async function cardSecret(clientSecret: string): Promise<string> {
  const sealed = await hmac(clientSecret, 'card callbacks of this app')
  return sealed.replace(/\W/g, '').slice(0, 32)
}

async function hmac(secret: string, message: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', utf8.encode(secret), algorithm, false, ['sign'])
  const signature = await crypto.subtle.sign('HMAC', key, utf8.encode(message))
  return btoa(String.fromCharCode(...new Uint8Array(signature)))
}

function rejected(status: Rejected['status'], reason: Rejected['reason']): Rejected {
  return { kind: 'rejected', status, reason }
}
