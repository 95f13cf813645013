import { networkInterfaces } from 'node:os'
import { z } from 'zod'
import { subscriptions } from './frame.ts'
import { exchange } from './http.ts'
import { texts } from './texts.ts'

/** Where to connect, with a ticket for one use within 90 seconds; or why there is no such place. */
export type Place =
  | { kind: 'place'; url: string }
  /** The credentials: it won't get better by itself. */
  | { kind: 'refused'; why: string }
  | { kind: 'lost'; why: string }

type App = { readonly clientId: string; readonly clientSecret: string; readonly apiUrl: string }

const Opened = z.object({ endpoint: z.string().regex(/^wss?:\/\//), ticket: z.string().min(1) })

/** Asks the gateway. Without `accept` in its headers it would answer in XML. */
export async function askGateway({ clientId, clientSecret, apiUrl }: App, timeoutMs: number): Promise<Place> {
  const answer = await exchange((url, init) => fetch(url, init), {
    url: `${apiUrl.replace(/\/+$/, '')}/v1.0/gateway/connections/open`,
    method: 'POST',
    body: { clientId, clientSecret, subscriptions, ua: 'xiaohao/1.0', localIp: ownAddress() },
    timeoutMs,
  })
  if (answer.kind === 'lost') return answer
  if (answer.kind === 'refused') return refusal(answer)
  const opened = Opened.safeParse(answer.body).data
  if (!opened) return { kind: 'lost', why: texts.why.lostAnswer(200) }
  const url = new URL(opened.endpoint)
  url.searchParams.set('ticket', opened.ticket)
  return { kind: 'place', url: url.href }
}

/** Too often, or a passing trouble of the gateway, is none of the credentials. */
function refusal({ code, status }: { code: string; status: number }): Place {
  if (code === '') return { kind: 'refused', why: texts.why.notDingtalk(status) }
  const isForGood = status === 401 || /authFailed|invalidClientIdOrSecret|IpNotInWhiteList/.test(code)
  return isForGood
    ? { kind: 'refused', why: texts.stream.refused }
    : { kind: 'lost', why: texts.why.lostServer(status) }
}

function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((one) => one ?? [])
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1'
}
