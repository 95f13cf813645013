import { expect, test } from 'vitest'
import { openNode } from '../../db/open-node.ts'
import { createOffice } from '../../runtime/app.ts'
import { jsonLog } from '../../runtime/log.ts'
import { prometheusMetrics } from '../../runtime/metrics-node.ts'
import { memoryBlobs } from '../support/chat.ts'
import { deskSecret, deskUrl } from '../support/console.ts'
import { watchedOffice } from '../support/secrecy/office.ts'
import { kindNames, type Kind } from '../support/secrecy/table.ts'

const bearer = 'Bearer a-token-of-whoever-runs-it'

/** The whole program over an office with these issues, and what it answers beside console and chat. */
function running(hidden: readonly Kind[], metricsToken: string | null = bearer.slice('Bearer '.length)) {
  const { db, close } = openNode(':memory:')
  const { w } = watchedOffice(db, { known: [], hidden })
  const app = createOffice({
    ...{ db, blobs: memoryBlobs(), platforms: [], checks: [], asset: () => null, defer: () => undefined },
    ...{ config: { secret: deskSecret, publicUrl: deskUrl, metricsToken }, now: () => w.clock.now },
    ...{ log: jsonLog(() => undefined), metrics: prometheusMetrics(db, () => w.clock.now) },
  })
  const asks = async (path: string, authorization?: string, address = '10.1.2.3') => {
    const headers = authorization === undefined ? {} : { authorization }
    const answer = await app.fetch(new Request(`${deskUrl}${path}`, { headers }), { address })
    return `${answer.status} ${await answer.text()}`
  }
  return { asks, close }
}

test.each(['/metrics', '/healthz', '/readyz'])(
  '%s tells whoever is not running it nothing of any issue',
  async (path) => {
    const answers = async (hidden: readonly Kind[], token?: null) => {
      const office = running(hidden, token)
      const said = [await office.asks(path), await office.asks(path, 'Bearer guessed')]
      office.close()
      return said
    }
    expect(await answers(kindNames)).toEqual(await answers([]))
    expect(await answers(kindNames, null)).toEqual(await answers([], null))
  },
)

test('whoever runs it reads numbers there, and no serial, title, unit or name', async () => {
  const office = running(kindNames)
  const text = await office.asks('/metrics', bearer)
  expect(text).toContain('xiaohao_issues{status="merged"} 2')
  expect(text).not.toMatch(/\p{Script=Han}|LH2022/u)
  office.close()
})
