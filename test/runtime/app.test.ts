import { describe, expect, test } from 'vitest'
import { officeGroup } from '../../bot/demo/chats.ts'
import { demoPlatform } from '../../bot/demo/index.ts'
import { memoryStore } from '../../bot/demo/store.ts'
import type { Platform } from '../../bot/platform.ts'
import { prometheusMetrics } from '../../runtime/metrics-node.ts'
import type { Metrics } from '../../runtime/metrics.ts'
import { createOffice, type OfficeParts } from '../../runtime/app.ts'
import { jsonLog } from '../../runtime/log.ts'
import type { BlobStore } from '../../db/evidence.ts'
import type { Db } from '../../db/database.ts'
import { countUse, setQuota } from '../../db/meters.ts'
import { enqueue } from '../../db/outbox.ts'
import { transact } from '../../db/database.ts'
import { pause, setting } from '../../db/settings.ts'
import { inOffice } from '../support/office-node.ts'
import { start, world } from '../support/world.ts'

const noBlobs: BlobStore = {
  put: async () => '',
  get: async () => null,
  has: async () => false,
  remove: async () => undefined,
}
const noMetrics: Metrics = {
  count: () => undefined,
  request: () => undefined,
  text: async () => ({ type: 'text/plain', body: '' }),
}

function officeOver(db: Db, changes: Partial<OfficeParts> = {}) {
  const lines: string[] = []
  const office = createOffice({
    db,
    blobs: noBlobs,
    config: { secret: 's'.repeat(32), publicUrl: 'http://127.0.0.1:8787', metricsToken: null },
    platforms: [],
    now: () => start,
    defer: () => undefined,
    log: jsonLog((line) => lines.push(line)),
    metrics: noMetrics,
    asset: () => null,
    checks: [],
    ...changes,
  })
  type Asking = { headers?: Record<string, string>; address?: string | null }
  const get = (path: string, { headers = {}, address = '127.0.0.1' }: Asking = {}) =>
    office.fetch(new Request(`http://127.0.0.1:8787${path}`, { headers }), { address })
  return { ...office, get, lines }
}

describe('health', () => {
  test('is told whatever the database does', () =>
    inOffice(async (db) => {
      const answer = await officeOver(db).get('/healthz')
      expect([answer.status, await answer.text()]).toEqual([200, '{"status":"ok"}'])
    }))

  test('readiness names the checks that fail', () =>
    inOffice(async (db) => {
      const checks = [
        { name: 'disk', check: () => '磁盘剩余空间不足 64 MB' },
        { name: 'lark', check: () => null },
        { name: 'broken', check: () => Promise.reject(new Error('secret path')) },
      ]
      const answer = await officeOver(db, { checks }).get('/readyz')
      expect([answer.status, await answer.json()]).toEqual([
        503,
        {
          status: 'unavailable',
          failing: [
            { check: 'disk', why: '磁盘剩余空间不足 64 MB' },
            { check: 'broken', why: '程序出错，详情见日志' },
          ],
        },
      ])
    }))

  test('an office whose database can be written is ready, sending paused or not', () =>
    inOffice(async (db) => {
      transact(db, pause)
      const answer = await officeOver(db).get('/readyz')
      expect([answer.status, await answer.text()]).toEqual([200, '{"status":"ok"}'])
    }))

  test('a database that can not be written is not ready', () =>
    inOffice(async (db) => {
      db.run('pragma query_only = 1')
      const answer = await officeOver(db).get('/readyz')
      expect([answer.status, await answer.json()]).toMatchObject([503, { failing: [{ check: 'database' }] }])
    }))
})

describe('readiness asked again', () => {
  const written = (db: Db) => setting(db, 'ready-at')
  const asking = (db: Db) => {
    const clock = { now: start }
    const { get } = officeOver(db, { now: () => clock.now })
    return async (at: number) => {
      clock.now = at
      return (await get('/readyz')).status
    }
  }

  test('within two seconds writes nothing, after them it does', () =>
    inOffice(async (db) => {
      const ready = asking(db)
      const seen = []
      for (const after of [0, 1999, 2000]) seen.push([await ready(start + after), written(db)])
      expect(seen).toEqual([
        [200, String(start)],
        [200, String(start)],
        [200, String(start + 2000)],
      ])
    }))

  test('remembers a failure as long, and no longer', () =>
    inOffice(async (db) => {
      const ready = asking(db)
      db.run('pragma query_only = 1')
      expect(await ready(start)).toBe(503)
      db.run('pragma query_only = 0')
      expect([await ready(start + 1999), await ready(start + 2000)]).toEqual([503, 200])
    }))

  test('of another office is written for that one', () =>
    inOffice(async (db) => {
      expect(await asking(db)(start)).toBe(200)
      expect(await asking(db)(start + 1)).toBe(200)
      expect(written(db)).toBe(String(start + 1))
    }))
})

describe('figures', () => {
  const token = 'figures-token'
  const withToken = { config: { secret: 's'.repeat(32), publicUrl: 'https://xiaohao.gov.cn', metricsToken: token } }

  test('with a token are for its bearer, from anywhere', () =>
    inOffice(async (db) => {
      const { get } = officeOver(db, withToken)
      const statuses = await Promise.all([
        get('/metrics', { headers: { authorization: `Bearer ${token}` }, address: '10.0.0.9' }),
        get('/metrics', { headers: { authorization: `Bearer ${token}x` } }),
        get('/metrics', { headers: { authorization: token } }),
        get('/metrics'),
      ])
      expect(statuses.map(({ status }) => status)).toEqual([200, 401, 401, 401])
    }))

  test.each([
    ['this machine', '127.0.0.1', {}, 200],
    ['this machine by IPv6', '::1', {}, 200],
    ['this machine by both', '::ffff:127.0.0.1', {}, 200],
    ['another machine', '10.0.0.9', {}, 403],
    ['nobody knows where', null, {}, 403],
    ['this machine by name', '127.0.0.1', { host: 'localhost:8787' }, 200],
    ['a foreign page whose name resolves to this machine', '127.0.0.1', { host: 'evil.example:8787' }, 403],
    ['a proxy', '127.0.0.1', { 'x-forwarded-for': '1.2.3.4' }, 403],
    ['a proxy of another kind', '127.0.0.1', { forwarded: 'for=1.2.3.4' }, 403],
  ])('without a token, asked from %s', (_, address, headers, status) =>
    inOffice(async (db) => {
      expect((await officeOver(db).get('/metrics', { address, headers })).status).toBe(status)
    }),
  )

  test('without a token are for nobody once the office has a public address', () =>
    inOffice(async (db) => {
      const config = { secret: 's'.repeat(32), publicUrl: 'https://xiaohao.gov.cn', metricsToken: null }
      expect((await officeOver(db, { config }).get('/metrics')).status).toBe(403)
    }))

  test('count messages and issues by state', () =>
    inOffice(async (db) => {
      const w = world(db)
      w.to('planning')
      transact(db, (tx) =>
        enqueue(tx, { key: 'k', to: { person: 1 }, message: { type: 'say', text: 'x' }, now: start }),
      )
      const { get } = officeOver(db, { metrics: prometheusMetrics(db) })
      const body = await (await get('/metrics')).text()
      expect(body).toContain('xiaohao_issues{status="planning"} 1')
      expect(body).toMatch(/xiaohao_outbox\{state="queued"\} [1-9]/)
      expect(body).not.toContain('陈联络')
    }))

  test('tell what was used of a month’s quota, and what is left', () =>
    inOffice(async (db) => {
      const act = { actor: { kind: 'system', door: 'cli' }, now: start } as const
      transact(db, (tx) => {
        countUse(tx, 'lark', { calls: 40, now: start })
        setQuota(tx, 'lark', { of: 'calls', quota: 100 }, act)
      })
      const { get } = officeOver(db, { metrics: prometheusMetrics(db, () => start) })
      const body = await (await get('/metrics')).text()
      expect(body).toContain('xiaohao_api_calls{platform="lark",of="used"} 40')
      expect(body).toContain('xiaohao_api_calls{platform="lark",of="left"} 60')
    }))

  test('tell what a platform pushed, and that it pushes no more', () =>
    inOffice(async (db) => {
      const { get } = officeOver(db, { metrics: prometheusMetrics(db, () => start) })
      const pushes = async () => (await (await get('/metrics')).text()).match(/^xiaohao_pushes\{.*$/gm)
      transact(db, (tx) => countUse(tx, 'dingtalk', { calls: 0, pushes: 7, now: start }))
      expect(await pushes()).toEqual(['xiaohao_pushes{platform="dingtalk",of="used"} 7'])
      transact(db, (tx) => countUse(tx, 'dingtalk', { calls: 0, pushes: 0, pushing: { endedAt: start }, now: start }))
      expect(await pushes()).toContain('xiaohao_pushes{platform="dingtalk",of="left"} 0')
    }))
})

describe('answers', () => {
  test('carry the security headers everywhere', () =>
    inOffice(async (db) => {
      const { get } = officeOver(db)
      for (const path of ['/', '/login', '/healthz', '/chat/nobody', '/nothing']) {
        const { headers } = await get(path)
        expect([path, headers.get('x-content-type-options'), headers.get('referrer-policy')]).toEqual([
          path,
          'nosniff',
          'same-origin',
        ])
        expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      }
    }))

  test('to somebody not signed in lead to signing in', () =>
    inOffice(async (db) => {
      const answer = await officeOver(db).get('/')
      expect([answer.status, answer.headers.get('location')]).toEqual([302, '/login'])
    }))

  test('for a fault are one sentence with a number, and the log has it without a word of people', () =>
    inOffice(async (db) => {
      const { Hono } = await import('hono')
      const mounted = new Hono().get('/', () => {
        db.run("insert into people (name, phone) values ('张三', '13800138000'), ('张三', '13800138000')")
        return new Response()
      })
      const { get, lines } = officeOver(db, { mounts: () => ({ '/broken': mounted }) })
      const answer = await get('/broken')
      const text = await answer.text()
      const [, id] = /编号 ([0-9a-f]{8})/.exec(text) ?? []
      expect([answer.status, text.includes('UNIQUE'), text.includes('    at ')]).toEqual([500, false, false])
      const [line] = lines.map((logged) => JSON.parse(logged) as Record<string, unknown>)
      expect(line).toMatchObject({ level: 'error', event: 'request failed', id, code: 'SQLITE_CONSTRAINT_UNIQUE' })
      expect(lines.join()).not.toMatch(/张三|13800138000/)
    }))
})

describe('stopping', () => {
  test('waits for a message that is on its way', () =>
    inOffice(async (db) => {
      const w = world(db)
      const sent: string[] = []
      const slow: Platform = {
        ...demoPlatform({ store: memoryStore(), now: () => start, groupOf: () => officeGroup }),
        send: async ({ key }) => {
          await new Promise((resolve) => setTimeout(resolve, 50))
          sent.push(key)
          return { outcome: 'delivered', messageId: key }
        },
      }
      const office = officeOver(db, { platforms: [slow] })
      const chat = { kind: 'p2p', id: 'p2p' } as const
      const act = { type: 'message', messageId: 'm1', text: '帮助', files: [], mentioned: true, inReplyTo: [] } as const
      office.handle({ platform: 'demo', id: 'e1', at: start, sender: { id: `demo-${w.people.contact}` }, chat, act })
      expect(sent).toHaveLength(0)
      await office.idle()
      expect(sent).toHaveLength(1)
    }))
})
