import { isNode, parsed } from './view.ts'

export type Request = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Buffer
}

export type Reply = {
  readonly status: number
  readonly json?: unknown
  readonly bytes?: Uint8Array
  readonly headers?: Readonly<Record<string, string>>
}

export function jsonIn(request: Request): Readonly<Record<string, unknown>> {
  const body = parsed(request.body.toString('utf8'))
  return isNode(body) ? body : {}
}

export function ok(json: unknown): Reply {
  return { status: 200, json }
}

/** A refusal of api.dingtalk.com; the free text is what a client must not show. */
export function refuse(
  code: string,
  message: string,
  { status = 400, more = {} }: { status?: number; more?: object } = {},
): Reply {
  return { status, json: { code, message, requestid: '0A1B2C3D-0000', ...more } }
}

/** A refusal of oapi.dingtalk.com: always under status 200. */
export function errcode(code: number | string, errmsg: string): Reply {
  return ok({ errcode: code, errmsg, request_id: '15r3x' })
}

/** The old gateway's way of saying it: its own number, the reason inside. */
export function wrapped(subCode: string, subMsg: string): Reply {
  const errmsg = `ding talk error[subcode=${subCode},submsg=${subMsg}]`
  return ok({ errcode: 88, sub_code: subCode, sub_msg: subMsg, errmsg, request_id: '15r3x' })
}

export const banned: Reply = {
  status: 403,
  bytes: new TextEncoder().encode('<!doctype html><html><head><title>403</title></head><body>访问被拦截</body></html>'),
  headers: { 'content-type': 'text/html;charset=utf-8' },
}

const qps = 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi'
const month = 'Forbidden.AccessDenied.ApiCountLimitForOrg'

export const tooOften: Reply = refuse(qps, '请求过于频繁', { status: 403 })
export const exhausted: Reply = refuse(month, '组织本月调用次数已用完', { status: 403 })
