import { createHash } from 'node:crypto'
import type { Reply, Request } from './api.ts'
import { asText } from './view.ts'
import { newId } from './world.ts'
import type { World } from './world.ts'

type Grant = { readonly who: string; readonly back: string; readonly challenge: string; readonly until: number }

/** Lark's accounts service: who agreed to sign in with which code, and whose the tokens are. */
export type Accounts = { readonly codes: Map<string, Grant>; readonly tokens: Map<string, string> }

export const newAccounts = (): Accounts => ({ codes: new Map(), tokens: new Map() })

const fiveMinutes = 300_000

/** Somebody's browser at the address of the authorization page, agreeing: where it is sent on to. Throws where Lark would show an error. */
export function agree({ app, accounts }: World, address: string, who: string): string {
  const { pathname, searchParams: query } = new URL(address)
  const back = query.get('redirect_uri') ?? ''
  const right =
    pathname === '/open-apis/authen/v1/authorize' &&
    query.get('client_id') === app.appId &&
    query.get('response_type') === 'code' &&
    query.get('code_challenge_method') === 'S256' &&
    URL.canParse(back)
  if (!right) throw new Error(`20029 redirect_uri or parameters invalid: ${address}`)
  const code = newId('code')
  const until = app.now() + fiveMinutes
  accounts.codes.set(code, { who, back, challenge: query.get('code_challenge') ?? '', until })
  const onwards = new URL(back)
  onwards.searchParams.set('code', code)
  onwards.searchParams.set('state', query.get('state') ?? '')
  return onwards.href
}

/** POST /oauth/v3/token: a code once, by whom it was given to, with the verifier of its challenge. */
export function giveUserToken({ app, accounts }: World, request: Request): Reply {
  const body = JSON.parse(request.body.toString('utf8') || '{}') as Record<string, unknown>
  const code = asText(body['code'])
  const grant = accounts.codes.get(code)
  accounts.codes.delete(code)
  const challenge = createHash('sha256').update(asText(body['code_verifier'])).digest('base64url')
  const right =
    body['grant_type'] === 'authorization_code' &&
    body['client_id'] === app.appId &&
    body['client_secret'] === app.appSecret &&
    grant !== undefined &&
    grant.until > app.now() &&
    body['redirect_uri'] === grant.back &&
    challenge === grant.challenge
  if (!right || !grant) return { status: 400, json: { error: 'invalid_grant', error_description: 'code is invalid' } }
  const token = newId('u-')
  accounts.tokens.set(token, grant.who)
  return { status: 200, json: { access_token: token, token_type: 'Bearer', expires_in: 7200, scope: '' } }
}

/** GET /authen/v1/user_info with a user's token. */
export function describeUser({ app, accounts }: World, request: Request): Reply {
  const who = accounts.tokens.get((request.headers['authorization'] ?? '').replace(/^Bearer /, ''))
  if (who === undefined)
    return { status: 400, json: { code: 99991668, msg: 'Invalid access token for authorization.' } }
  const data = { open_id: who, union_id: `on_${who}`, name: who, tenant_key: app.tenantKey }
  return { status: 200, json: { code: 0, msg: 'success', data } }
}
