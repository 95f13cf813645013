import { z } from 'zod'
import type { Handled, Inbound, Platform, Received, Tone } from '../platform.ts'
import { larkClient } from './client.ts'
import type { ClientConfig, LarkClient } from './client.ts'
import { whyOf } from './codes.ts'
import { placeOf } from './file.ts'
import type { Fetch } from './http.ts'
import { readEvent } from './parse.ts'
import type { BotId, Read } from './parse.ts'
import { texts } from './texts.ts'
import { opener } from './verify.ts'
import { larkWebLogin } from './web-login.ts'

export type LarkConfig = {
  readonly appId: string
  readonly appSecret: string
  /** Both are needed for webhooks; without them every webhook request is refused. */
  readonly encryptKey?: string | null
  readonly verificationToken?: string | null
  /** Of the open platform, such as https://open.feishu.cn. */
  readonly baseUrl: string
  /** Of the accounts service, such as https://accounts.feishu.cn; without it nobody signs in by Lark. */
  readonly accountsUrl?: string
  /** How far a webhook's timestamp may be off, in seconds. */
  readonly windowSeconds?: number
  readonly timeoutMs?: number
  readonly now?: () => number
  readonly fetch?: Fetch
  /** Told of what came by long connection and was acknowledged without being heard; of a webhook its answer tells. */
  readonly note?: (what: Unheard) => void
}

/** Why something that happened on Lark leaves no trace. */
export type Unheard = 'foreign-app' | 'malformed'

export type LarkPlatform = Platform & {
  readonly name: 'lark'
  /** Reads an event that came by long connection, whose transport has vouched for it. */
  read(envelope: unknown): Promise<Read>
  /** What goes back to Lark for an event: a toast for a tap, nothing for a message. */
  answer(inbound: Inbound, handled: Handled): LarkAnswer
}

export type LarkAnswer = { toast?: { type: string; content: string } }

const toastTypes: Readonly<Record<Tone, string>> = { plain: 'info', good: 'success', warn: 'warning', bad: 'error' }

const HOUR = 3_600_000

/** Lark's own numbers: a card can be replaced for 14 days, a uuid sends once in an hour. */
const larkLimits = {
  limits: { receiverSecond: 5, appSecond: 50, appMinute: 1_000 },
  keyLivesMs: HOUR,
  cardLivesMs: 14 * 24 * HOUR,
} as const

/** Lark (飞书) behind the plug: the same for webhooks and for the long connection. */
export function larkPlatform(config: LarkConfig): LarkPlatform {
  const now = config.now ?? Date.now
  const { appId, appSecret, accountsUrl } = config
  const calling = {
    appId,
    appSecret,
    baseUrl: config.baseUrl.replace(/\/+$/, ''),
    fetch: config.fetch ?? ((url, init) => fetch(url, init)),
    timeoutMs: config.timeoutMs ?? 10_000,
  } satisfies Partial<ClientConfig>
  const client = larkClient({ ...calling, now })
  const botId = botIdOf(client, now)

  return {
    name: 'lark',
    capabilities: { forms: true, taps: true, updates: true, ...larkLimits },
    async read(envelope) {
      if (isForeign(envelope, appId)) {
        config.note?.('foreign-app')
        return { kind: 'ignored' }
      }
      const read = await readEvent(envelope, botId)
      if (read.kind === 'malformed') config.note?.('malformed')
      return read
    },
    answer: answerTo,
    receive: receiver(config, botId, now),
    send: (message) => client.send(message),
    update: (message) => client.update(message),
    urge: (message) => client.urge(message),
    takeUse: () => ({ calls: client.takeCalls() }),
    ...(accountsUrl && { webLogin: larkWebLogin({ ...calling, accountsUrl: accountsUrl.replace(/\/+$/, '') }) }),

    async fetchFile(ref, maxBytes) {
      const place = placeOf(ref.token)
      return place ? client.download(place, maxBytes) : { outcome: 'gone', why: texts.why.badFileRef }
    },

    async probe() {
      const answer = await client.botOpenId()
      return answer.kind === 'bot' ? { ok: true } : { ok: false, why: whyOf(answer) }
    },
  }
}

const Addressed = z.looseObject({ header: z.looseObject({ app_id: z.string() }) })

/** Meant for another app of the same connection. */
function isForeign(envelope: unknown, appId: string): boolean {
  const addressed = Addressed.safeParse(envelope).data
  return addressed !== undefined && addressed.header.app_id !== appId
}

function receiver(config: LarkConfig, botId: BotId, now: () => number): (request: Request) => Promise<Received> {
  const { appId, encryptKey, verificationToken, windowSeconds = 300 } = config
  if (!encryptKey || !verificationToken) {
    return async () => ({ kind: 'rejected', status: 401, reason: 'signature' })
  }
  const open = opener({ appId, encryptKey, verificationToken, windowSeconds })
  return async (request) => {
    const opened = await open(request, now())
    if (opened.kind === 'rejected') return opened
    if (opened.kind === 'challenge') {
      return { kind: 'answered', response: Response.json({ challenge: opened.challenge }) }
    }
    const read = await readEvent(opened.envelope, botId)
    if (read.kind === 'malformed') return { kind: 'rejected', status: 400, reason: 'malformed' }
    if (read.kind === 'ignored') return { kind: 'answered', response: Response.json({}) }
    const { inbound } = read
    return { kind: 'inbound', inbound, respond: (handled) => Response.json(answerTo(inbound, handled)) }
  }
}

function answerTo(inbound: Inbound, { toast }: Handled): LarkAnswer {
  if (inbound.act.type !== 'tap' || !toast) return {}
  return { toast: { type: toastTypes[toast.tone], content: toast.text } }
}

/**
 * The bot's own id, asked for when a mention must be told apart. A webhook has one second whatever
 * Lark's API does, so a slow answer counts as none yet; a failed one isn't asked for again at once.
 */
function botIdOf(client: LarkClient, now: () => number): BotId {
  let known: string | undefined
  let asking: Promise<void> | undefined
  let notBefore = 0
  return async () => {
    if (known !== undefined || now() < notBefore) return known
    asking ??= client.botOpenId().then((answer) => {
      if (answer.kind === 'bot') known = answer.openId
      else notBefore = now() + 30_000
      asking = undefined
    })
    await Promise.race([asking, new Promise((resolve) => setTimeout(resolve, 500))])
    return known
  }
}
