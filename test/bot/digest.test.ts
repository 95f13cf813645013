import { inOffice } from '#office'
import { describe, expect, test } from 'vitest'
import { tick } from '../../bot/tick.ts'
import { previewDigest, sendDigest } from '../../bot/digest.ts'
import { render } from '../../bot/lark/render.ts'
import type { Card } from '../../bot/platform.ts'
import { startOfDay } from '../../core/calendar/day.ts'
import { openStatuses } from '../../core/issue.ts'
import { moveCampaign } from '../../db/campaigns.ts'
import { transact } from '../../db/database.ts'
import { findEdition, freezeEdition, sendEditionAgain, writeParagraph } from '../../db/digests.ts'
import { historyOf } from '../../db/history.ts'
import { listIssues } from '../../db/issues.ts'
import { instructionsOn } from '../../db/instructions.ts'
import { setPosts } from '../../db/people.ts'
import { chat, textOf, type SentMessage } from '../support/chat.ts'
import { cardFaults } from '../support/lark/card-rules.ts'
import { day, particulars, terms, world, type World } from '../support/world.ts'

const hour = 3_600_000
const system = { kind: 'system', door: 'cli' } as const
const monday = day('2022-12-05')
/** 08:30 of that Monday. */
const morning = startOfDay(monday) + 8.5 * hour
const key = { campaign: 'LH2022', week: day('2022-11-28') }

type Chat = ReturnType<typeof chat>

/** One issue closed, one being rectified, one of another unit, in the week of 28 November. */
const inWeek = <T>(work: (w: World, c: Chat) => Promise<T>) =>
  inOffice(async (db) => {
    const w = world(db)
    const c = chat(w)
    w.to('closed')
    w.to('rectifying')
    const other = w.does(
      'stranger',
      w.report({ unit: w.units.park, particulars: particulars({ title: '高新区的问题' }) }),
    )
    w.does(
      'officer',
      w.on(other, { type: 'confirm', ...terms(), deadline: day('2022-12-02'), planDue: day('2022-12-02') }),
    )
    await tick(c.office)
    return work(w, c)
  })

const digestsTo = (c: Chat, who: number) => c.to(who).filter(({ content }) => textOf(content).includes('周报 '))

function only(messages: readonly SentMessage[]): SentMessage {
  const [message] = messages
  if (!message || messages.length !== 1) throw new Error(`${messages.length} messages`)
  return message
}

describe('on Monday at 08:30', () => {
  test('the week says how many 督办建议 wait for a decision', () =>
    inWeek(async (w, c) => {
      w.clock.now = startOfDay(day('2022-12-07')) + 9 * hour
      await tick(c.office)
      w.clock.now = startOfDay(day('2022-12-12')) + 8.5 * hour
      await tick(c.office)
      const texts = digestsTo(c, w.people.leader).map(({ content }) => textOf(content))
      expect(texts.at(-1)).toContain('待决定的督办建议 2 条（+2）')
    }))

  test('leaders and directors get the week, and nobody else', () =>
    inWeek(async (w, c) => {
      w.clock.now = morning - 1
      await tick(c.office)
      expect(digestsTo(c, w.people.leader)).toEqual([])
      w.clock.now = morning
      await tick(c.office)
      await tick(c.office)
      const text = textOf(only(digestsTo(c, w.people.leader)).content)
      expect(text).toContain('周报 第 4 期 · 11月28日—12月4日 · 招商引资失信专项治理')
      expect(text).toContain('[新增 3（+3）]')
      expect(text).toContain('[销号 1（+1）]')
      expect(text).toContain('[在办 2（+2）]')
      expect(text).toContain('[逾期 1（+1）]')
      expect(text).toContain('销号率 33%（上周 —）')
      expect(text).toContain('已兑现 300 万元（+300 万元）')
      expect(text).toContain('🔴 红（有逾期）1 个单位：高新区')
      expect(text).toContain('高新区 | 🔴 红 | 1 | 1 | 0 | 0%')
      expect(text).toContain('1. LH2022-0003 高新区的问题，高新区，12月2日到期，逾期 1 个工作日，第一责任人未报')
      expect(text).toMatch(/截至 12月5日 00:00 · 台账 \d+ 条 [0-9a-f]{16}/)
      expect(text).toContain('回复本消息即为批示')
      expect(digestsTo(c, w.people.director)).toHaveLength(1)
      const digests = c.sent.filter(({ content }) => textOf(content).includes('周报 第'))
      expect(digests.map(({ to }) => ('id' in to ? to.id : ''))).toEqual(
        [w.people.director, w.people.leader].map((id) => `demo-${id}`),
      )
    }))

  test('a leader of some units reads of those alone', () =>
    inWeek(async (w, c) => {
      const posts = [{ unit: w.units.city, role: 'leader' as const, scope: [`#${w.units.port}`] }]
      transact(w.db, (tx) => setPosts(tx, w.people.leader, posts, { actor: system, now: w.clock.now }))
      w.clock.now = morning
      await tick(c.office)
      const { content } = only(digestsTo(c, w.people.leader))
      const everything = `${textOf(content)}\n${JSON.stringify(content)}`
      expect(everything).toContain('新增 2')
      expect(everything).not.toContain('高新区')
      expect(everything).not.toContain('LH2022-0003')
    }))

  test('after weeks of downtime only the latest week goes out', () =>
    inWeek(async (w, c) => {
      w.clock.now = morning + 21 * 24 * hour
      await tick(c.office)
      expect(textOf(only(digestsTo(c, w.people.leader)).content)).toContain('第 7 期 · 12月19日—12月25日')
    }))

  test('a campaign that was ended goes on while issues are open, and stops once there are none', () =>
    inWeek(async (w, c) => {
      const move = (to: 'closing' | 'ended') =>
        transact(w.db, (tx) =>
          moveCampaign(tx, { code: 'LH2022', to, reason: null }, { actor: system, now: w.clock.now }),
        )
      move('closing')
      w.clock.now = morning
      await tick(c.office)
      expect(digestsTo(c, w.people.leader)).toHaveLength(1)
      move('ended')
      w.clock.now = morning + 7 * 24 * hour
      await tick(c.office)
      expect(digestsTo(c, w.people.leader)).toHaveLength(2)
      const rows = listIssues(w.db, w.as('director'), { filter: {}, sort: 'newest', page: 1, size: 50 })
      for (const { issue } of rows.filter(({ issue }) => openStatuses.includes(issue.status)))
        w.does('director', w.on(issue, { type: 'dismiss', reason: '主体灭失' }))
      w.clock.now = morning + 14 * 24 * hour
      await tick(c.office)
      expect(digestsTo(c, w.people.leader)).toHaveLength(2)
    }))

  test('Lark takes the card, and text instead of it says as much', () =>
    inWeek(async (w, c) => {
      w.clock.now = morning
      await tick(c.office)
      const card = only(digestsTo(c, w.people.leader)).content as Card
      const { content } = render(card)
      expect(cardFaults(JSON.parse(content), Buffer.byteLength(JSON.stringify({ content })))).toEqual([])
      expect(content).toContain('"tag":"table"')
      expect(content).toContain('"tag":"chart"')
      for (const fact of [
        '新增 3（+3）',
        '销号率 33%',
        '高新区：在办 1，逾期 1',
        'LH2022-0003',
        '近十二周',
        '截至 12月5日',
      ]) {
        expect(card.fallback).toContain(fact)
      }
    }))
})

describe('an edition', () => {
  test('is frozen with what was so at the end of its week, whatever came before it was sent', () =>
    inWeek(async (w, c) => {
      w.clock.now = startOfDay(monday) + hour
      w.does('director', w.on({ serial: 'LH2022-0003' }, { type: 'dismiss', reason: '经核实不属实' }))
      w.clock.now = morning
      await tick(c.office)
      expect(textOf(only(digestsTo(c, w.people.director)).content)).toContain('[逾期 1（+1）]')
    }))

  test('carries the paragraph the office wrote, until it was sent', () =>
    inWeek(async (w, c) => {
      w.clock.now = morning - hour
      await sendless(w, c)
      const act = { actor: w.as('officer'), now: w.clock.now }
      expect(transact(w.db, (tx) => writeParagraph(tx, key, '请各单位抓紧。', act))).toBe(true)
      w.clock.now = morning
      await tick(c.office)
      expect(textOf(only(digestsTo(c, w.people.leader)).content)).toContain('办公室说明：请各单位抓紧。')
      expect(transact(w.db, (tx) => writeParagraph(tx, key, '晚了', act))).toBe(false)
    }))

  test('is sent again to those chosen, and only once it was sent at all', () =>
    inWeek(async (w, c) => {
      w.clock.now = morning
      const again = () =>
        transact(w.db, (tx) =>
          sendEditionAgain(tx, key, [w.people.leader, w.people.contact], { actor: w.as('officer'), now: w.clock.now }),
        )
      expect(again()).toBe(0)
      await tick(c.office)
      w.clock.now += hour
      expect(again()).toBe(1)
      await tick(c.office)
      expect(digestsTo(c, w.people.leader)).toHaveLength(2)
      expect(digestsTo(c, w.people.contact)).toHaveLength(0)
    }))

  test('is previewed without freezing or sending anything', () =>
    inWeek(async (w, c) => {
      w.clock.now = morning
      const shown = await previewDigest(c.office, key)
      expect(shown.map(({ to }) => to)).toEqual(['赵主任', '周市长'])
      expect(findEdition(w.db, key)).toBeNull()
      await tick(c.office)
      expect(only(digestsTo(c, w.people.leader)).content).toMatchObject({ fallback: shown[1]?.text })
      expect(await sendDigest(c.office, key, system)).toBeNull()
    }))
})

/** Freezes the edition of the week without sending it. */
async function sendless(w: World, c: Chat): Promise<void> {
  await freezeEdition(c.office.db, key, { actor: w.as('officer'), now: w.clock.now })
}

describe('周报', () => {
  test('tells a leader and the office the week so far', () =>
    inWeek(async (w, c) => {
      w.clock.now = startOfDay(day('2022-12-07')) + 10 * hour
      w.to('reported')
      w.clock.now += 1000
      for (const who of ['leader', 'officer'] as const) {
        const text = (await c.says(who, '周报')).map(({ content }) => textOf(content)).join()
        expect(text).toContain('周报 本周至今 · 12月5日—12月11日')
        expect(text).toContain('[新增 1（-2）]')
      }
    }))

  test('tells a unit whom it is for', () =>
    inWeek(async (_, c) => {
      expect(textOf(only(await c.says('contact', '周报')).content)).toBe(
        '周报发给领导和办公室。您手上的事项请发“待办”。',
      )
    }))
})

describe('a reply to the digest', () => {
  const replied = (text: string, check: (w: World, c: Chat, answer: string) => void) =>
    inWeek(async (w, c) => {
      w.clock.now = morning
      await tick(c.office)
      const answers = await c.says('leader', text, { replyTo: only(digestsTo(c, w.people.leader)) })
      check(w, c, answers.map(({ content }) => textOf(content)).join('\n'))
    })

  test('is 批示 on the campaign, and the office is told', () =>
    replied('进展要加快，月底前见效。', (w, c, answer) => {
      expect(answer).toBe('已记为对《招商引资失信专项治理》的批示，并已告知办公室。')
      expect(instructionsOn(w.db, key)).toMatchObject([{ by: w.people.leader, text: '进展要加快，月底前见效。' }])
      for (const who of [w.people.officer, w.people.director]) {
        const last = c
          .to(who)
          .map(({ content }) => textOf(content))
          .at(-1)
        expect(last).toBe(
          '周市长对《招商引资失信专项治理》周报（第 4 期 · 11月28日—12月4日）批示：进展要加快，月底前见效。',
        )
      }
    }))

  test.each(['0002 请临港区抓紧', '请临港区抓紧办 LH2022-0002'])(
    'with a serial it is 批示 on that issue, and the unit reads it as such: %s',
    (text) =>
      replied(text, (w, c, answer) => {
        expect(answer).toBe('LH2022-0002 已记为批示，已告知承办人员。')
        const heard = c.to(w.people.responsible).map(({ content }) => textOf(content))
        expect(heard.join('\n')).toContain(`周市长批示：${text.replace(/^0002 /, '')}`)
        expect(historyOf(w.db, 'LH2022-0002').at(-1)?.event).toMatchObject({ type: 'commented' })
        expect(instructionsOn(w.db, key)).toEqual([])
      }),
  )

  test('a serial the leader may not know of reads like one that is not there', () =>
    inWeek(async (w, c) => {
      const posts = [{ unit: w.units.city, role: 'leader' as const, scope: [`#${w.units.port}`] }]
      transact(w.db, (tx) => setPosts(tx, w.people.leader, posts, { actor: system, now: w.clock.now }))
      w.clock.now = morning
      await tick(c.office)
      const replyTo = only(digestsTo(c, w.people.leader))
      const says = async (text: string) => textOf(only(await c.says('leader', text, { replyTo })).content)
      expect((await says('0003 抓紧')).replace('0003', 'X')).toBe((await says('0099 抓紧')).replace('0099', 'X'))
    }))

  test('a word that asks for something still does', () =>
    replied('帮助', (w, _, answer) => {
      expect(answer).toContain('我能帮您做什么')
      expect(instructionsOn(w.db, key)).toEqual([])
    }))
})
