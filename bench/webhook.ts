import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { larkPlatform } from '../bot/lark/index.ts'
import { openOffice } from '../runtime/office-node.ts'
import { envelope, messageEvent, seal, type Sealed } from '../test/support/lark/events.ts'
import type { AppConfig } from '../test/support/lark/world.ts'
import { type Figure, ratioFigure } from './figure.ts'
import { copyOffice, databaseOf, now, type Prepared, writer } from './office.ts'
import { plainLedger, type PlainLedger } from './plain.ts'
import { type Length, race } from './race.ts'
import { mustVerify, serialAt } from './record.ts'
import { runningOffice } from './running.ts'

const app: AppConfig = {
  appId: 'cli_bench',
  appSecret: 'secret',
  encryptKey: 'encrypt-key',
  verificationToken: 'verification-token',
  tenantKey: 'tenant',
  botId: 'ou_bot',
  now: () => now,
  tokenSeconds: 7200,
}

/** Lark's API while the benchmark runs: delivery begins after the answer, and nothing may wait for it. */
const neverAnswers = (): Promise<Response> => new Promise(() => {})

/** The message 进展 <serial> … as a webhook until its 200. Both sides in this process, through the fetch of their Hono. */
export async function benchWebhook(prepared: Prepared, length: Length): Promise<Figure> {
  const copy = copyOffice(prepared)
  const files = openOffice(prepared.folder)
  const lark = larkPlatform({ ...app, baseUrl: 'http://lark.invalid', fetch: neverAnswers })
  const office = runningOffice(files, { platforms: [lark] })
  const plain = plainLedger(databaseOf(copy))
  const route = plainRoute(plain)
  const messages = Array.from({ length: (length.rounds + 1) * length.turns }, (_, turn) => message(prepared, turn))
  const ours = (turn: number) => accepted(office.fetch(requestOf(messages[turn])))
  const reference = (turn: number) => accepted(route.fetch(requestOf(messages[turn])))
  const times = await race({ ours, reference }, length)
  files.close()
  plain.close()
  mustVerify(prepared, copy)
  return ratioFigure('webhook event until its 200', 3, times)
}

function message(prepared: Prepared, turn: number): Sealed {
  const text = `进展 ${serialAt(prepared, turn)} 首期款项已拨付，凭证随后补充`
  const said = {
    id: `om_${turn}`,
    chatId: 'oc_bench',
    from: writer,
    type: 'text',
    sentAt: now,
    content: { text },
    earlier: [],
    rootId: undefined,
    parentId: undefined,
    revision: turn,
    text,
    mentions: [],
  }
  const chat = { id: said.chatId, kind: 'p2p', members: new Set<string>() } as const
  return seal(app, envelope(app, 'im.message.receive_v1', messageEvent(app, { message: said, chat, mentions: [] })))
}

function requestOf(sealed: Sealed | undefined): Request {
  const { body, headers } = sealed ?? { body: '', headers: {} }
  const length = String(Buffer.byteLength(body))
  const init = { method: 'POST', body, headers: { ...headers, 'content-length': length } }
  return new Request('http://127.0.0.1/chat/lark', init)
}

async function accepted(answer: Response | Promise<Response>): Promise<void> {
  const { status } = await answer
  if (status !== 200) throw new Error(`webhook answered ${status}`)
}

type Sent = {
  header: { event_id: string }
  event: { sender: { sender_id: { open_id: string } }; message: { message_id: string; content: string } }
}

/** The reference: signature, decryption, JSON, the same rows, 200. */
function plainRoute(plain: PlainLedger): Hono {
  const key = createHash('sha256').update(app.encryptKey).digest()
  const route = new Hono()
  route.post('/chat/lark', async (c) => {
    const body = await c.req.text()
    const head = ['timestamp', 'nonce'].map((name) => c.req.header(`x-lark-request-${name}`) ?? '').join('')
    const expected = createHash('sha256').update(`${head}${app.encryptKey}${body}`).digest('hex')
    const given = c.req.header('x-lark-signature') ?? ''
    if (!timingSafeEqual(Buffer.from(given), Buffer.from(expected))) return c.body(null, 401)
    const { encrypt } = JSON.parse(body) as { encrypt: string }
    const { header, event } = JSON.parse(opened(encrypt, key)) as Sent
    const { text: words } = JSON.parse(event.message.content) as { text: string }
    const [, serial = '', text = ''] = /^进展 (\S+) (.*)$/s.exec(words) ?? []
    const ids = { eventId: header.event_id, messageId: event.message.message_id }
    plain.message({ ...ids, sender: event.sender.sender_id.open_id, serial, text, now })
    return c.json({})
  })
  return route
}

function opened(encrypt: string, key: Buffer): string {
  const sealed = Buffer.from(encrypt, 'base64')
  const decipher = createDecipheriv('aes-256-cbc', key, sealed.subarray(0, 16))
  return decipher.update(sealed.subarray(16), undefined, 'utf8') + decipher.final('utf8')
}
