import { errcode, refuse } from './replies.ts'
import type { Reply } from './replies.ts'
import { asText, isNode, parsed } from './view.ts'
import type { Content } from './view.ts'

/** What each msgKey is sent with; nothing else is taken. */
const templates: Readonly<Record<string, readonly string[]>> = {
  sampleText: ['content'],
  sampleMarkdown: ['title', 'text'],
  sampleActionCard: ['title', 'text', 'singleTitle', 'singleURL'],
  ...Object.fromEntries([2, 3, 4, 5].map((count) => [`sampleActionCard${count}`, numbered(count)])),
}

const longest = 3_800
const mostBytes = 15_000

function numbered(count: number): string[] {
  const pairs = Array.from({ length: count }, (_, at) => [`actionTitle${at + 1}`, `actionURL${at + 1}`])
  return ['title', 'text', ...pairs.flat()]
}

/** A robot message as it was sent, or the refusal. `msgParam` is JSON text, each of its values a text that isn't empty. */
export function robotParamsFault(msgKey: unknown, msgParam: unknown): Content | Reply {
  const names = templates[asText(msgKey)]
  if (!names) return refuse('msgKey.invalid', `msgKey ${String(msgKey)}`)
  if (typeof msgParam !== 'string') return refuse('msgParam.invalid', 'msgParam must be a string')
  const params = parsed(msgParam)
  if (!isNode(params)) return refuse('msgParam.invalid', 'msgParam must be JSON')
  const why = paramFault(params, names) ?? lengthFault(params, Buffer.byteLength(msgParam)) ?? addressFault(params)
  return why === undefined ? { type: asText(msgKey), params } : refuse('msgParam.invalid', why)
}

function paramFault(params: Readonly<Record<string, unknown>>, names: readonly string[]): string | undefined {
  const strange = Object.keys(params).find((name) => !names.includes(name))
  if (strange !== undefined) return `unknown ${strange}`
  const missing = names.find((name) => typeof params[name] !== 'string' || params[name].trim() === '')
  return missing === undefined ? undefined : `${missing} must be a text`
}

function lengthFault(params: Readonly<Record<string, unknown>>, bytes: number): string | undefined {
  if (bytes > mostBytes) return `msgParam of ${bytes} bytes`
  const said = asText(params['text']) + asText(params['content'])
  return said.length >= longest ? `a text of ${said.length} signs` : undefined
}

/** The host of a link to DingTalk itself is known in lower case alone. */
function addressFault(params: Readonly<Record<string, unknown>>): string | undefined {
  const urls = Object.entries(params).filter(([name]) => /URL\d?$/.test(name))
  return urls.map(([, url]) => asText(url)).find((url) => !/^(https?:\/\/[^\s/]+|dtmd:\/\/dingtalkclient\/)/.test(url))
}

/** A message through a session webhook: its content and whom it calls, or the refusal. */
export function sessionMessage(body: Readonly<Record<string, unknown>>): { content: Content; at: string[] } | Reply {
  const type = asText(body['msgtype'])
  const part = body[type]
  if (!['text', 'markdown', 'actionCard'].includes(type) || !isNode(part)) return errcode(400105, '不支持的消息类型')
  const at = isNode(body['at']) && Array.isArray(body['at']['atUserIds']) ? (body['at']['atUserIds'] as string[]) : []
  const said = type === 'text' ? asText(part['content']) : asText(part['text'])
  if (said.trim() === '') return errcode(40035, '缺少参数 content')
  if (type !== 'text' && asText(part['title']).trim() === '') return errcode(40035, '缺少参数 title')
  if (said.length >= longest) return errcode(460101, '消息内容过长')
  return { content: { type, params: part }, at }
}
