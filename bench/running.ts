import type { Platform } from '../bot/platform.ts'
import { transact } from '../db/database.ts'
import { loginPath, mintLoginLink } from '../db/sessions.ts'
import { createOffice, type Office } from '../runtime/app.ts'
import { jsonLog } from '../runtime/log.ts'
import { prometheusMetrics } from '../runtime/metrics-node.ts'
import type { OfficeFiles } from '../runtime/office-node.ts'
import { consoleAsset } from '../runtime/program-node.ts'
import { now, system } from './office.ts'

/** What XIAOHAO_SECRET would hold. */
export const secret = 'a secret for benchmarks, no shorter than 32'

/** The whole office as the server runs it, without a port: chat, console, headers, metrics. */
export function runningOffice({ db, blobs }: OfficeFiles, { platforms }: { platforms: readonly Platform[] }): Office {
  return createOffice({
    db,
    blobs,
    platforms,
    now: () => now,
    config: { secret, publicUrl: 'http://127.0.0.1:8787', metricsToken: null },
    defer: () => undefined,
    log: jsonLog(() => undefined),
    metrics: prometheusMetrics(db),
    asset: consoleAsset,
    checks: [],
  })
}

type SigningIn = {
  readonly db: OfficeFiles['db']
  readonly person: number
  /** When, by the clock of the office. */
  readonly at: number
  /** Where the office answers. */
  readonly url: string
  readonly fetch: (request: Request) => Promise<Response>
}

/** Signs in as a person does, with a link; the cookie that comes back. */
export async function signIn({ db, person, at, url, fetch }: SigningIn): Promise<string> {
  const token = transact(db, (tx) => mintLoginLink(tx, person, { actor: system, now: at }))
  const answer = await fetch(new Request(url + loginPath(token), { method: 'POST', redirect: 'manual' }))
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
