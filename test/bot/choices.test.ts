import { describe, expect, test } from 'vitest'
import { inOffice } from '#office'
import type { Capabilities } from '../../bot/platform.ts'
import { transact } from '../../db/database.ts'
import { historyOf } from '../../db/history.ts'
import { viewIssue } from '../../db/issues.ts'
import { setPosts } from '../../db/people.ts'
import { buttonsOf, chat, png, poor, talking, textOf, type SentMessage } from '../support/chat.ts'
import { day, terms, world, type World } from '../support/world.ts'

const inChat = <T>(capabilities: Capabilities, work: (w: World, c: ReturnType<typeof chat>) => Promise<T>) =>
  inOffice(async (db) => {
    const w = world(db)
    return work(w, chat(w, { capabilities }))
  })

const assigned = (w: World) => {
  const lead = w.does('officer', w.report({ source: 'letters', deadline: null }))
  return w.does(
    'officer',
    w.on(lead, { type: 'assign', unit: w.units.port, signoffDue: day('2022-12-05'), ...terms() }),
  )
}

/** What the link under a button says. */
const said = (messages: readonly SentMessage[], label: string): string => {
  const buttons = messages.flatMap(({ content }) => (content.kind === 'card' ? buttonsOf(content) : []))
  const url = buttons.flatMap((one) => (one.label === label && 'url' in one ? [one.url] : [])).at(-1)
  if (url === undefined)
    throw new Error(`no link ${label} in:\n${messages.map(({ content }) => textOf(content)).join('\n')}`)
  return decodeURIComponent(url.replace(/^say:/, ''))
}

const read = (messages: readonly SentMessage[]) => messages.map(({ content }) => textOf(content)).join('\n---\n')
const statusOf = (w: World, serial: string) => viewIssue(w.db, w.as('officer'), serial, w.clock.now)?.issue.status
const typesOf = (w: World, serial: string) => historyOf(w.db, serial).map(({ event }) => event.type)

describe('where links speak for the person', () => {
  test('签收 is one link, and following it twice gives the first result', () =>
    inChat(talking, async (w, c) => {
      const { serial } = assigned(w)
      const link = said(await c.says('contact', `查 ${serial}`), '签收')
      expect(link).toMatch(/^签收 #[0-9A-Z]+$/)
      expect(read(await c.says('contact', link))).toContain('已签收，请在期限前报整改措施。')
      expect(read(await c.says('contact', link))).toContain('这一步已经办过了，结果如下。')
      expect(typesOf(w, serial).filter((type) => type === 'accepted')).toHaveLength(1)
    }))

  test('an old link says that it is old and shows what is now', () =>
    inChat(talking, async (w, c) => {
      const { serial } = assigned(w)
      const link = said(await c.says('contact', `查 ${serial}`), '退办')
      w.does('first', w.on({ serial }, { type: 'accept' }))
      const answer = read(await c.says('contact', link))
      expect(answer).toContain('待报措施')
      expect(statusOf(w, serial)).toBe('planning')
    }))

  test('is good for nobody else, and reads to them as one that never was', () =>
    inChat(talking, async (w, c) => {
      const { serial } = assigned(w)
      const link = said(await c.says('contact', `查 ${serial}`), '签收')
      const theirs = read(await c.says('stranger', link))
      expect(theirs).toContain('这个选项已过期，没有执行。')
      expect(theirs).toBe(read(await c.says('stranger', '签收 #ZZZZZ')))
      expect(read(await c.says('contact', link.replace('签收', '退办')))).toContain('这个选项已过期，没有执行。')
      expect(statusOf(w, serial)).toBe('assigned')
    }))

  test('somebody who lost the post that gave the right is refused as by a tap', () =>
    inChat(talking, async (w, c) => {
      const { serial } = assigned(w)
      const link = said(await c.says('contact', `查 ${serial}`), '签收')
      const act = { actor: w.as('administrator'), now: w.clock.now }
      transact(w.db, (tx) => setPosts(tx, w.people.contact, [{ unit: w.units.park, role: 'contact', scope: [] }], act))
      await c.says('contact', link)
      expect(statusOf(w, serial)).toBe('assigned')
    }))

  test('what a button would only flash up is said', () =>
    inChat(talking, async (w, c) => {
      const issue = w.to('rectifying')
      await c.says('responsible', `进展 ${issue.serial} 首期150万今天已打款`)
      const link = said(c.to(w.people.responsible), '对，记入')
      await c.says('responsible', link)
      expect(viewIssue(w.db, w.as('officer'), issue.serial, w.clock.now)?.issue.settled).toBe(150_000_000)
      expect(read(await c.says('responsible', link))).toContain('这一步已经办过了')
    }))

  test('a sentence under a card that looks like a code is a remark', () =>
    inChat(talking, async (w, c) => {
      const issue = w.to('rectifying')
      const [card] = await c.says('responsible', `查 ${issue.serial}`)
      if (!card) throw new Error('no card')
      const about = c.to(w.people.responsible).find(({ content }) => textOf(content).includes('措施已通过')) ?? card
      await c.says('responsible', '已到3号厂房 #12', { replyTo: about })
      expect(read(c.to(w.people.responsible).slice(-1))).not.toContain('过期')
    }))
})

describe('where a number answers', () => {
  test('回复 1 does the first thing offered', () =>
    inChat(poor, async (w, c) => {
      const { serial } = assigned(w)
      expect(read(await c.says('contact', '待办'))).toContain('回复 1 签收，2 退办')
      expect(read(await c.says('contact', '１'))).toContain('已签收，请在期限前报整改措施。')
      expect(typesOf(w, serial)).toContain('accepted')
    }))

  test('is answered as the button is, with the issue and what can be done next', () =>
    inChat(poor, async (w, c) => {
      w.to('rectifying')
      expect(read(await c.says('responsible', '进展 0001 首期150万今天已打款'))).toContain('1 对，记入')
      const answer = read(await c.says('responsible', '1'))
      expect(answer).toContain('已记入进展。')
      expect(answer).toContain('更新进展')
    }))

  test('the newest offer is meant, or the one the number is written under', () =>
    inChat(poor, async (w, c) => {
      const first = assigned(w)
      const second = assigned(w)
      const [older] = await c.says('contact', `查 ${first.serial}`)
      await c.says('contact', `查 ${second.serial}`)
      await c.says('contact', '1')
      expect([statusOf(w, first.serial), statusOf(w, second.serial)]).toEqual(['assigned', 'planning'])
      await c.says('contact', '1', older ? { replyTo: older } : {})
      expect(statusOf(w, first.serial)).toBe('planning')
    }))

  test('a question of a form asked after it has the number', () =>
    inChat(poor, async (w, c) => {
      const { serial } = w.to('planning')
      await c.says('responsible', `查 ${serial}`)
      await c.says('responsible', `措施 ${serial} 核对补贴金额`)
      const before = statusOf(w, serial)
      const asked = read(c.to(w.people.responsible).slice(-1))
      expect(asked).toContain('还空着')
      await c.says('responsible', '1')
      expect(read(c.to(w.people.responsible).slice(-1))).not.toContain('没有这个数字')
      expect(statusOf(w, serial)).toBe(before)
    }))

  test.each(['3', '99', '999'])('%s names what is there to choose', (number) =>
    inChat(poor, async (w, c) => {
      assigned(w)
      await c.says('contact', '待办')
      expect(read(await c.says('contact', number))).toBe('这条消息里没有这个数字，请回复 1 到 2。')
    }),
  )

  test.each(['0007', '99999999999999999999999', '1e9', '-1'])('%s is no choice', (text) =>
    inChat(poor, async (w, c) => {
      const { serial } = assigned(w)
      await c.says('contact', '待办')
      expect(read(await c.says('contact', text))).not.toContain('没有这个数字')
      expect(statusOf(w, serial)).toBe('assigned')
    }),
  )

  test('where nothing was offered it is not understood', () =>
    inChat(poor, async (w, c) => {
      w.to('reported')
      expect(read(await c.says('stranger', '1'))).toContain('没看懂')
    }))

  test('a file is put where the number says', () =>
    inChat(poor, async (w, c) => {
      const issue = w.to('rectifying')
      w.to('rectifying')
      const asked = await c.says('responsible', '', { files: [{ name: 'a.png', bytes: png }] })
      expect(read(asked)).toContain('回复数字：\n1 LH2022-')
      const number =
        read(asked)
          .split('\n')
          .find((line) => line.includes(issue.serial))
          ?.slice(0, 1) ?? ''
      await c.says('responsible', number)
      expect(viewIssue(w.db, w.as('officer'), issue.serial, w.clock.now)?.issue.evidence).toHaveLength(1)
    }))
})

test('a form stands behind a link, which the server signs', () =>
  inChat(poor, async (w, c) => {
    const { serial } = w.to('rectifying')
    const card = read(await c.says('responsible', `延期 ${serial}`))
    expect(card).toContain('要填：延期至、延期理由')
    expect(card).toContain('[填写]')
    const content = c.to(w.people.responsible).at(-1)?.content
    const [open] = content?.kind === 'card' ? buttonsOf(content) : []
    expect(open && 'url' in open ? open.url : '').toMatch(/^http:\/\/127\.0\.0\.1:8787\/f\/[\w-]+\.[\w-]+$/)
  }))
