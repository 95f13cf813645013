import type { Handled, Inbound, Outgoing, Platform, Received, Sent } from '../platform.ts'
import { hex } from '../wire.ts'
import { wantsTemplate } from './card.ts'
import { cardSender } from './card-client.ts'
import type { Cards } from './card-client.ts'
import { dingtalkClient } from './client.ts'
import type { DingTalkClient } from './client.ts'
import { whyOf } from './codes.ts'
import { downloadCodeOf } from './file.ts'
import { readFrame } from './frame.ts'
import type { Frame } from './frame.ts'
import type { Fetch } from './http.ts'
import { readRobot } from './parse.ts'
import type { Read } from './parse.ts'
import type { ReplyPlace } from './reply-place.ts'
import { answerToTap, readTap } from './tap.ts'
import { texts } from './texts.ts'
import { isFree, useMeter } from './use.ts'
import { open } from './verify.ts'
import { dingtalkWebLogin } from './web-login.ts'

export type DingTalkConfig = {
  readonly clientId: string
  readonly clientSecret: string
  readonly robotCode: string
  /** https://api.dingtalk.com and https://oapi.dingtalk.com, or where else the two are. */
  readonly apiUrl: string
  readonly oapiUrl: string
  /** https://login.dingtalk.com, or where else people sign in; without it nobody signs in by DingTalk. */
  readonly loginUrl?: string
  /** Address of the office's own pages: what links there is left alone in plain messages. */
  readonly publicUrl: string
  /** The id of the office's card template as it is now; null without one: then no button comes back. */
  readonly cardTemplate?: () => string | null
  /** How taps on cards come back. */
  readonly transport?: 'stream' | 'webhook'
  /** How far a webhook's timestamp may be off, in seconds. */
  readonly windowSeconds?: number
  readonly timeoutMs?: number
  readonly gatherMs?: number
  readonly now?: () => number
  readonly fetch?: Fetch
  /** Told of what came and was answered without being heard; of a malformed webhook its answer tells. */
  readonly note?: (what: Unheard) => void
}

/** Why something said to the robot leaves no trace. */
export type Unheard = 'outsider' | 'over-quota' | 'malformed'

export type DingTalkPlatform = Platform & {
  readonly name: 'dingtalk'
  /** Reads a frame that came by Stream, whose connection has vouched for it. */
  read(frame: Frame): Read
  /** Tells somebody whom DingTalk doesn't name that they can't be known; nothing comes of a failure. */
  turnAway(webhook: ReplyPlace['webhook']): Promise<void>
  /** What goes back to DingTalk for an act: a card's new status for a tap, nothing for a message. */
  answer(inbound: Inbound, handled: Handled): object
}

/** 20 calls of one API in a second; of a receiver nothing is said. Messages but cards have no key against repeating. */
const limits = { limits: { receiverSecond: 5, appSecond: 20, appMinute: 1_200 }, keyLivesMs: 0 } as const

/** DingTalk (钉钉) behind the plug: the same for webhooks and for Stream. */
export function dingtalkPlatform(config: DingTalkConfig): DingTalkPlatform {
  const now = config.now ?? Date.now
  const oapiUrl = withoutSlash(config.oapiUrl)
  const calling = {
    ...config,
    apiUrl: withoutSlash(config.apiUrl),
    oapiUrl,
    fetch: config.fetch ?? ((url: string, init: RequestInit) => fetch(url, init)),
    timeoutMs: config.timeoutMs ?? 10_000,
  }
  const meter = useMeter(now)
  const client = dingtalkClient({ ...calling, now, meter, gatherMs: config.gatherMs ?? 30 })
  const cardsNow = cardsBy(config, client)
  const noted = (read: Read, free = false): Read => {
    if (!free) meter.pushed(read)
    if (read.kind === 'outsider' || read.kind === 'over-quota') config.note?.(read.kind)
    return read
  }

  return {
    name: 'dingtalk',
    // A form of ours seldom fits into the kilobyte a card's value may have: the form page has room, and takes files.
    get capabilities() {
      const has = cardsNow() !== null
      return { forms: false, taps: has, saying, updates: has, ...limits }
    },
    read(frame) {
      const read = noted(readFrame(frame, { oapiUrl, now: now() }), isFree(frame))
      if (read.kind === 'malformed') config.note?.('malformed')
      return read
    },
    turnAway: (webhook) => turnAway(client, webhook),
    answer: answerTo,
    receive: receiver({ ...config, oapiUrl }, noted, now),
    send: (message) => send(client, cardsNow(), message),
    update: async (message) => (await cardsNow()?.update(message)) ?? noCards,
    takeUse: () => meter.take(),
    ...(config.loginUrl && {
      webLogin: dingtalkWebLogin({ ...calling, loginUrl: withoutSlash(config.loginUrl) }, client),
    }),

    async fetchFile(ref, maxBytes) {
      const code = downloadCodeOf(ref.token)
      return code === undefined ? { outcome: 'gone', why: texts.why.badFileRef } : client.download(code, maxBytes)
    },

    async probe() {
      const given = await client.ask()
      return given.kind === 'token' ? { ok: true } : { ok: false, why: whyOf(given) }
    },
  }
}

const noCards: Sent = { outcome: 'unreachable', why: texts.codes.cardGone }

/** The cards of the template there is at the moment; null where there is none. */
function cardsBy(config: DingTalkConfig, client: DingTalkClient): () => Cards | null {
  const { robotCode, clientSecret, publicUrl, transport = 'stream' } = config
  const callbackUrl = transport === 'webhook' ? `${withoutSlash(publicUrl)}/chat/dingtalk` : null
  let known: { readonly templateId: string; readonly cards: Cards } | null = null
  return () => {
    const templateId = config.cardTemplate?.() ?? null
    if (templateId === null) return null
    if (known?.templateId !== templateId) {
      known = { templateId, cards: cardSender({ templateId, robotCode, clientSecret, callbackUrl }, client.call) }
    }
    return known.cards
  }
}

/** A card of the template costs a call a person; what needs none goes out with its equals. */
function send(client: DingTalkClient, cards: Cards | null, { to, content, key }: Outgoing): Promise<Sent> {
  if (!cards || to.kind === 'reply' || !wantsTemplate(content, to.kind === 'group'))
    return client.send({ to, content, key })
  return cards.send({ to, card: content, key })
}

/** A link that, tapped alone with the bot, sends these words in the name of who taps it. The host is known in lower case alone. */
function saying(words: string): string {
  return `dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent(words)}`
}

async function turnAway(client: DingTalkClient, webhook: ReplyPlace['webhook']): Promise<void> {
  await client.say(webhook, { msgtype: 'text', text: { content: texts.outsider } })
}

function receiver(
  config: DingTalkConfig,
  noted: (read: Read) => Read,
  now: () => number,
): (request: Request) => Promise<Received> {
  const { clientSecret, oapiUrl, windowSeconds = 300 } = config
  return async (request) => {
    const opened = await open(request, { clientSecret, windowMs: windowSeconds * 1000 }, now())
    if (opened.kind === 'rejected') return opened
    const { kind, body, stamp } = opened
    const isRobot = kind === 'robot'
    const read = noted(isRobot ? readRobot(body, oapiUrl) : readTap(body, { id: await nameOf(body, stamp), at: now() }))
    if (read.kind === 'malformed') return { kind: 'rejected', status: 400, reason: 'malformed' }
    const [inbound] = read.kind === 'inbound' ? read.inbound : []
    if (inbound) return { kind: 'inbound', inbound, respond: (handled) => Response.json(answerTo(inbound, handled)) }
    const said = read.kind === 'outsider' ? { msgtype: 'text', text: { content: texts.outsider } } : nothing
    return { kind: 'answered', response: Response.json(said) }
  }
}

const nothing = { msgtype: 'empty' }

function answerTo(inbound: Inbound, handled: Handled): object {
  return inbound.act.type === 'tap' ? answerToTap(handled) : nothing
}

/** A card callback over HTTP has no id of its own: sent again, it is the same words at the same moment. */
async function nameOf(body: unknown, stamp: string): Promise<string> {
  const said = new TextEncoder().encode(`${stamp} ${JSON.stringify(body)}`)
  return hex(await crypto.subtle.digest('SHA-256', said)).slice(0, 40)
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
