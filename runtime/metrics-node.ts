import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { CounterName } from '../bot/office.ts'
import { metersOf } from '../db/meters.ts'
import { outboxCounts } from '../db/outbox.ts'
import { isPaused } from '../db/settings.ts'
import { head } from '../db/chain.ts'
import type { Db } from '../db/database.ts'
import { statusCounts } from '../db/issue-counts.ts'
import type { Metrics } from './metrics.ts'

/** Counters of one office in Prometheus' form, each registry its own. */
export function prometheusMetrics(db: Db, now: () => number = Date.now): Metrics {
  const register = new Registry()
  const registers = [register]
  collectDefaultMetrics({ register })
  const requests = new Histogram({
    name: 'xiaohao_http_request_seconds',
    help: 'Time until the answer',
    labelNames: ['route', 'status'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  const counters = countersIn(registers)
  gaugesIn(registers, db, now)
  return {
    count: (name, labels) => counters[name].inc({ ...labels }),
    request: ({ route, status, seconds }) => requests.observe({ route, status }, seconds),
    text: async () => ({ type: register.contentType, body: await register.metrics() }),
  }
}

function countersIn(registers: Registry[]): Record<CounterName, Counter> {
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name, help, labelNames, registers })
  return {
    chat_received: counter('xiaohao_chat_received_total', 'Acts of people that came in by chat', ['platform']),
    chat_rejected: counter('xiaohao_chat_rejected_total', 'Webhook requests refused', ['platform', 'reason']),
    messages: counter('xiaohao_messages_total', 'Messages handed to a platform', ['platform', 'outcome']),
    files: counter('xiaohao_files_total', 'Files asked of a platform', ['platform', 'outcome']),
  }
}

/** Read from the database when somebody asks. */
function gaugesIn(registers: Registry[], db: Db, now: () => number): void {
  new Gauge({
    name: 'xiaohao_outbox',
    help: 'Messages by state',
    labelNames: ['state'],
    registers,
    collect() {
      for (const [state, count] of Object.entries(outboxCounts(db))) this.set({ state }, count)
    },
  })
  new Gauge({
    name: 'xiaohao_issues',
    help: 'Issues by state',
    labelNames: ['status'],
    registers,
    collect() {
      this.reset()
      const counts = statusCounts(db, { kind: 'system', door: 'clock' }, {})
      for (const { status, count } of counts) this.set({ status }, count)
    },
  })
  meterGaugesIn(registers, db, now)
  const single = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value())
      },
    })
  single('xiaohao_log_events', 'Length of the log of events', () => head(db).n)
  single('xiaohao_sending_paused', '1 while nothing is sent until somebody says so', () => (isPaused(db) ? 1 : 0))
}

/** The month's use of every platform. */
function meterGaugesIn(registers: Registry[], db: Db, now: () => number): void {
  new Gauge({
    name: 'xiaohao_api_calls',
    help: 'Calls of a platform’s API this month of Asia/Shanghai, and how many are left where the office set a quota',
    labelNames: ['platform', 'of'],
    registers,
    collect() {
      this.reset()
      for (const { platform, calls, quota, exhausted } of metersOf(db, now())) {
        this.set({ platform, of: 'used' }, calls)
        if (quota !== null || exhausted) this.set({ platform, of: 'left' }, exhausted ? 0 : leftOf(quota, calls))
      }
    },
  })
  new Gauge({
    name: 'xiaohao_pushes',
    help: 'Pushes of a platform this month of Asia/Shanghai, and how many are left: none once the platform says so',
    labelNames: ['platform', 'of'],
    registers,
    collect() {
      this.reset()
      for (const { platform, pushes } of metersOf(db, now())) {
        if (pushes === null) continue
        const { count, quota, endedAt } = pushes
        this.set({ platform, of: 'used' }, count)
        if (quota !== null || endedAt !== null)
          this.set({ platform, of: 'left' }, endedAt === null ? leftOf(quota, count) : 0)
      }
    },
  })
}

function leftOf(quota: number | null, used: number): number {
  return Math.max(0, (quota ?? 0) - used)
}
