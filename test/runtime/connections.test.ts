import { inOffice } from '#office'
import { expect, test } from 'vitest'
import type { ConnectionState } from '../../core/connection.ts'
import { connectionsNow, noteConnection } from '../../db/connections.ts'
import { transact, type Db } from '../../db/database.ts'
import { connectionLines } from '../../runtime/connections.ts'
import { start } from '../support/world.ts'

const MINUTE = 60_000

/** One line of a server, played by hand. */
function server(db: Db) {
  const clock = { now: start }
  const line = { state: 'connecting' as ConnectionState, heardAt: null as number | null, closed: false }
  let fail: (why: string) => void = () => undefined
  const lines = connectionLines(
    db,
    [
      {
        platform: 'lark',
        open(_, failed) {
          fail = failed
          return {
            state: () => line.state,
            lastHeardAt: () => line.heardAt,
            close: async () => void (line.closed = true),
          }
        },
      },
    ],
    () => clock.now,
  )
  const unready = () => lines.checks.map(({ check }) => check())
  return { clock, line, lines, unready, fail: (why: string) => fail(why) }
}

test('what became of a line is there for other processes, with the instant it changed', () =>
  inOffice(async (db) => {
    const { clock, line, lines } = server(db)
    lines.open(() => ({}))
    lines.look()
    expect(connectionsNow(db)).toEqual([
      { platform: 'lark', state: 'connecting', since: start, heardAt: null, why: null },
    ])
    Object.assign(line, { state: 'connected', heardAt: start + MINUTE })
    clock.now = start + MINUTE
    lines.look()
    clock.now = start + 2 * MINUTE
    lines.look()
    const [standing] = connectionsNow(db)
    expect(standing).toMatchObject({ state: 'connected', since: start + MINUTE, heardAt: start + MINUTE })
  }))

test('a server without the line of the one before doesn’t speak of it', () =>
  inOffice(async (db) => {
    const old = { platform: 'dingtalk', state: 'reconnecting', since: 0, heardAt: null, why: null } as const
    transact(db, (tx) => noteConnection(tx, old))
    server(db).lines.open(() => ({}))
    expect(connectionsNow(db)).toEqual([])
  }))

test('the office isn’t ready while a line is gone or silent, and says what the platform refused it for', () =>
  inOffice(async (db) => {
    const { clock, line, lines, unready, fail } = server(db)
    expect(unready()).toEqual([expect.stringContaining('正在建立长连接')])
    lines.open(() => ({}))
    Object.assign(line, { state: 'connected', heardAt: start })
    expect(unready()).toEqual([null])
    clock.now = start + 5 * MINUTE
    expect(unready()).toEqual([expect.stringContaining('没有动静')])
    line.state = 'failed'
    fail('App Secret 不对')
    expect(unready()).toEqual(['App Secret 不对'])
    line.state = 'connected'
    clock.now = start + 6 * MINUTE
    expect(unready()).toEqual([null])
    line.state = 'reconnecting'
    expect(unready()).toEqual([expect.stringContaining('正在重连')])
  }))

test('closing leaves nothing behind that would alarm anybody', () =>
  inOffice(async (db) => {
    const { line, lines } = server(db)
    lines.open(() => ({}))
    lines.look()
    await lines.close()
    expect([line.closed, connectionsNow(db)]).toEqual([true, []])
  }))
