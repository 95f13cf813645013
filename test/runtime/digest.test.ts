import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startOfDay } from '../../core/calendar/day.ts'
import { day } from '../support/world.ts'
import { terminal } from '../support/command.ts'

/** An office with the 漯河 campaign and a leader, on Monday 5 December 2022 at 09:00. */
async function office() {
  const lark = { LARK_APP_ID: 'cli_0123456789abcdef', LARK_APP_SECRET: 's', LARK_BASE_URL: 'http://127.0.0.1:65531' }
  const cli = terminal(undefined, lark)
  await cli.run('campaign start luohe-2022 --begin 2022-12-01 --confirm-dates')
  cli.clock.now = startOfDay(day('2022-12-05')) + 9 * 3_600_000
  return cli
}

async function withLeader() {
  const cli = await office()
  writeFileSync(
    cli.file('people.csv'),
    '姓名,手机,单位,角色\n周市长,13800000001,市政府,领导\n李敏,13800000002,专项办,主任\n',
  )
  expect(await cli.run(`people import ${cli.file('people.csv')}`)).toMatchObject({ status: 0 })
  return cli
}

test('digest --dry-run says who would get what of the last whole week, and writes nothing', async () => {
  const cli = await withLeader()
  for (let twice = 0; twice < 2; twice += 1) {
    const { status, out } = await cli.run('digest --dry-run')
    expect(status).toBe(0)
    const lines = out.map((line) => JSON.parse(line) as Record<string, string>)
    expect(lines.map(({ would, to, week }) => [would, to, week])).toEqual([
      ['send', '周市长', '2022-11-28'],
      ['send', '李敏', '2022-11-28'],
    ])
    expect(lines[0]?.['text']).toContain('第 1 期 · 11月28日—12月4日')
  }
})

test('tick --dry-run says that the digest is due', async () => {
  const cli = await withLeader()
  const due = async (at: string) => (await cli.run(`tick --dry-run --at ${at}`)).out.length
  expect(await due('2022-12-05T08:29')).toBe(0)
  expect(await due('2022-12-05T08:30')).toBe(2)
})

test('digest sends once', async () => {
  const cli = await withLeader()
  expect((await cli.run('digest')).out[0]).toBe('LH2022 的周报发给 2 人')
  const again = await cli.run('digest --week 2022-11-28')
  expect(again).toMatchObject({ status: 0 })
  expect(again.out[0]).toContain('已经发过')
})

test.each([
  ['digest --week 2022-11-29', 2, '--week 要写那一周的周一，2022-11-29 不是周一'],
  ['digest --week 上周', 2, '--week 要写成 2026-12-01 这样的日期'],
  ['digest --week 2022-12-05', 1, '2022-12-05 这一周还没有过完'],
  ['digest --week 2022-11-21', 1, '11月21日—11月27日 没有周报'],
])('%s ends with %i in one sentence', async (words, status, sentence) => {
  const cli = await office()
  const said = await cli.run(words)
  expect(said.status).toBe(status)
  expect(said.error[0]).toContain(sentence)
})

test('without a chat platform nothing is frozen or sent', async () => {
  const cli = terminal()
  await cli.run('campaign start luohe-2022 --begin 2022-12-01 --confirm-dates')
  cli.clock.now = startOfDay(day('2022-12-06'))
  expect(await cli.run('digest')).toMatchObject({ status: 1, error: [expect.stringContaining('没有配置聊天平台')] })
  expect((await cli.run('digest --dry-run')).status).toBe(0)
})
