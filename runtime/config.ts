import { z } from 'zod'
import { texts } from './texts.ts'

/** Where the office stands: what every command needs to know. */
export type Place = {
  readonly host: string
  readonly port: number
  /** Without a slash at its end. */
  readonly publicUrl: string
  readonly data: string
}

export type LarkSettings = {
  readonly appId: string
  readonly appSecret: string
  readonly encryptKey: string | null
  readonly verificationToken: string | null
  readonly transport: 'websocket' | 'webhook'
  readonly baseUrl: string
  readonly accountsUrl: string
}

export type DingTalkSettings = {
  readonly clientId: string
  readonly clientSecret: string
  readonly robotCode: string
  readonly transport: 'stream' | 'webhook'
  readonly apiUrl: string
  readonly oapiUrl: string
  readonly loginUrl: string
  /** Of the card template the office has published; null: cards without buttons that come back. */
  readonly cardTemplateId: string | null
}

export type Config = Place & {
  /** At least 32 characters; signs sessions and links. */
  readonly secret: string
  readonly lark: LarkSettings | null
  readonly dingtalk: DingTalkSettings | null
  readonly metricsToken: string | null
}

export type Environment = Readonly<Record<string, string | undefined>>
type Reading<T> = { ok: true; config: T } | { ok: false; faults: string[] }

/** Everything the server needs, or every fault at once, each naming its variable and what to do. */
export function readConfig(env: Environment): Reading<Config> {
  const place = readPlace(env)
  const lark = readLark(env)
  const dingtalk = readDingtalk(env)
  const server = readServer(env)
  if (place.ok && lark.ok && dingtalk.ok && server.ok) {
    const platforms = { lark: lark.config, dingtalk: dingtalk.config }
    return { ok: true, config: { ...place.config, ...server.config, ...platforms } }
  }
  return { ok: false, faults: [place, server, lark, dingtalk].flatMap((part) => (part.ok ? [] : part.faults)) }
}

/** The part of it that a command beside the server needs. */
export function readPlace(env: Environment): Reading<Place> {
  const reading = read(placeShape, env)
  if (!reading.ok) return reading
  const { HOST: host, PORT: port, XIAOHAO_DATA: data, PUBLIC_URL } = reading.config
  const publicUrl = PUBLIC_URL ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  return { ok: true, config: { host, port, data, publicUrl } }
}

/** Lark's settings, null where Lark is not switched on. */
export function readLark(env: Environment): Reading<LarkSettings | null> {
  const reading = read(larkShape, env)
  const faults = [...(reading.ok ? [] : reading.faults), ...larkFaults(env)]
  if (!reading.ok || faults.length > 0) return { ok: false, faults }
  const { LARK_APP_ID: appId, LARK_APP_SECRET: appSecret, ...more } = reading.config
  if (appId === undefined || appSecret === undefined) return { ok: true, config: null }
  const lark: LarkSettings = {
    appId,
    appSecret,
    encryptKey: more.LARK_ENCRYPT_KEY ?? null,
    verificationToken: more.LARK_VERIFICATION_TOKEN ?? null,
    transport: more.LARK_TRANSPORT,
    baseUrl: more.LARK_BASE_URL,
    accountsUrl: more.LARK_ACCOUNTS_URL,
  }
  return { ok: true, config: lark }
}

/** DingTalk's settings, null where DingTalk is not switched on. */
export function readDingtalk(env: Environment): Reading<DingTalkSettings | null> {
  const reading = read(dingtalkShape, env)
  const faults = [...(reading.ok ? [] : reading.faults), ...dingtalkFaults(env)]
  if (!reading.ok || faults.length > 0) return { ok: false, faults }
  const { DINGTALK_CLIENT_ID: clientId, DINGTALK_CLIENT_SECRET: clientSecret, ...more } = reading.config
  const { DINGTALK_ROBOT_CODE: robotCode } = more
  if (clientId === undefined || clientSecret === undefined || robotCode === undefined) return { ok: true, config: null }
  const dingtalk: DingTalkSettings = {
    clientId,
    clientSecret,
    robotCode,
    transport: more.DINGTALK_TRANSPORT,
    apiUrl: more.DINGTALK_API_URL,
    oapiUrl: more.DINGTALK_OAPI_URL,
    loginUrl: more.DINGTALK_LOGIN_URL,
    cardTemplateId: more.DINGTALK_CARD_TEMPLATE_ID ?? null,
  }
  return { ok: true, config: dingtalk }
}

function readServer(env: Environment): Reading<Pick<Config, 'secret' | 'metricsToken'>> {
  const reading = read(serverShape, env)
  if (!reading.ok) return reading
  const { XIAOHAO_SECRET: secret, XIAOHAO_METRICS_TOKEN: metricsToken } = reading.config
  return { ok: true, config: { secret, metricsToken: metricsToken ?? null } }
}

const faults = texts.config
const webAddress = z.string().refine(isWebAddress, faults.webAddress).transform(withoutSlash)

const placeShape = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.string().refine(isPort, faults.port).default('8787').transform(Number),
  PUBLIC_URL: webAddress.refine((url) => !URL.canParse(url) || new URL(url).pathname === '/', faults.noPath).optional(),
  XIAOHAO_DATA: z.string().default('data'),
})

const serverShape = z.object({
  XIAOHAO_SECRET: z.string(faults.secret).min(32, faults.secret),
  XIAOHAO_METRICS_TOKEN: z.string().optional(),
})

const larkShape = z.object({
  LARK_APP_ID: z.string().optional(),
  LARK_APP_SECRET: z.string().optional(),
  LARK_ENCRYPT_KEY: z.string().optional(),
  LARK_VERIFICATION_TOKEN: z.string().optional(),
  LARK_TRANSPORT: z.enum(['websocket', 'webhook'], faults.transport).default('websocket'),
  LARK_BASE_URL: webAddress.default('https://open.feishu.cn'),
  LARK_ACCOUNTS_URL: webAddress.default('https://accounts.feishu.cn'),
})

const dingtalkShape = z.object({
  DINGTALK_CLIENT_ID: z.string().optional(),
  DINGTALK_CLIENT_SECRET: z.string().optional(),
  DINGTALK_ROBOT_CODE: z.string().optional(),
  DINGTALK_TRANSPORT: z.enum(['stream', 'webhook'], faults.dingtalkTransport).default('stream'),
  DINGTALK_API_URL: webAddress.default('https://api.dingtalk.com'),
  DINGTALK_OAPI_URL: webAddress.default('https://oapi.dingtalk.com'),
  DINGTALK_LOGIN_URL: webAddress.default('https://login.dingtalk.com'),
  DINGTALK_CARD_TEMPLATE_ID: z.string().optional(),
})

function larkFaults(env: Environment): string[] {
  if (!isSet(env.LARK_APP_ID) && !isSet(env.LARK_APP_SECRET)) return []
  const forWebhook = ['LARK_ENCRYPT_KEY', 'LARK_VERIFICATION_TOKEN'] as const
  const byWebhook = env.LARK_TRANSPORT?.trim() === 'webhook'
  const required = ['LARK_APP_ID', 'LARK_APP_SECRET', ...(byWebhook ? forWebhook : [])] as const
  return required.filter((name) => !isSet(env[name])).map((name) => faults.missing(name, faults.larkUse[name]))
}

/** Whichever of the three is set wants the two others. */
function dingtalkFaults(env: Environment): string[] {
  const required = ['DINGTALK_CLIENT_ID', 'DINGTALK_CLIENT_SECRET', 'DINGTALK_ROBOT_CODE'] as const
  if (!required.some((name) => isSet(env[name]))) return []
  return required.filter((name) => !isSet(env[name])).map((name) => faults.missing(name, faults.dingtalkUse[name]))
}

/** A variable that is set but empty counts as not set: that is how `.env` templates leave them. */
function read<T>(shape: z.ZodType<T>, env: Environment): Reading<T> {
  const set = Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : []))
  const result = shape.safeParse(Object.fromEntries(set))
  if (result.success) return { ok: true, config: result.data }
  return { ok: false, faults: result.error.issues.map((issue) => `${issue.path.join('.')}：${issue.message}`) }
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value.trim() !== ''
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, search, hash } = new URL(text)
  return /^https?:$/.test(protocol) && username === '' && search === '' && hash === ''
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
