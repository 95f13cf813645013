import { errcode, jsonIn, ok, refuse } from './replies.ts'
import type { Reply, Request } from './replies.ts'
import { asText } from './view.ts'
import { newId } from './world.ts'
import type { World } from './world.ts'

/** Who agreed to sign in, by code and by token. */
export type Accounts = {
  readonly codes: Map<string, { who: string; until: number }>
  readonly tokens: Map<string, string>
}

export const newAccounts = (): Accounts => ({ codes: new Map(), tokens: new Map() })

const fiveMinutes = 300_000
/** Somebody's id over all organisations of this developer. */
const unionIdOf = (who: string) => `u-${who}`

/** Somebody's browser at the address of the sign-in page, agreeing: where it is sent on to. Throws where DingTalk would show an error. */
export function agree({ app, accounts }: World, address: string, who: string): string {
  const { pathname, searchParams: query } = new URL(address)
  const back = query.get('redirect_uri') ?? ''
  const right =
    pathname.endsWith('/oauth2/auth') &&
    query.get('client_id') === app.clientId &&
    query.get('response_type') === 'code' &&
    query.get('prompt') === 'consent' &&
    (query.get('scope') ?? '').split(' ').includes('openid') &&
    URL.canParse(back)
  if (!right) throw new Error(`参数错误: ${address}`)
  const code = newId('')
  accounts.codes.set(code, { who, until: app.now() + fiveMinutes })
  const onwards = new URL(back)
  onwards.searchParams.set('authCode', code)
  onwards.searchParams.set('state', query.get('state') ?? '')
  return onwards.href
}

export function giveUserToken({ app, accounts }: World, request: Request): Reply {
  const { clientId, clientSecret, code, grantType } = jsonIn(request)
  const given = accounts.codes.get(asText(code))
  accounts.codes.delete(asText(code))
  if (clientId !== app.clientId || clientSecret !== app.clientSecret || grantType !== 'authorization_code')
    return refuse('invalidClientIdOrSecret', '无效的clientId或者clientSecret')
  if (!given || given.until <= app.now()) return refuse('invalidAuthCode', '不存在的授权码')
  const accessToken = newId('')
  accounts.tokens.set(accessToken, given.who)
  return ok({ accessToken, refreshToken: newId(''), expireIn: 7200, corpId: app.corpId })
}

export function describeMe({ accounts }: World, request: Request): Reply {
  const who = accounts.tokens.get(request.headers['x-acs-dingtalk-access-token'] ?? '')
  if (who === undefined) return refuse('InvalidAuthentication', '不合法的access_token')
  return ok({ nick: who, unionId: unionIdOf(who), openId: `open-${who}` })
}

export function staffByUnion({ people }: World, request: Request): Reply {
  const { unionid } = jsonIn(request)
  const staff = [...people.values()].find(({ id, outsider }) => !outsider && unionIdOf(id) === unionid)
  if (!staff) return errcode(60121, '找不到该用户')
  return ok({ errcode: 0, errmsg: 'ok', result: { contact_type: 0, userid: staff.id }, request_id: newId('') })
}
