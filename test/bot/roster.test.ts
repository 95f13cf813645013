import { inOffice } from '#office'
import { describe, expect, test } from 'vitest'
import { deliverDue } from '../../bot/deliver.ts'
import { handle } from '../../bot/handle.ts'
import type { Inbound } from '../../bot/platform.ts'
import { bindGroup, groupRequestsOf, refuseGroup } from '../../db/groups.ts'
import { transact } from '../../db/database.ts'
import { setPosts } from '../../db/people.ts'
import { divideUnit, mergeUnits, renameUnit } from '../../db/reform.ts'
import { chat, textOf } from '../support/chat.ts'
import { day, world, type World } from '../support/world.ts'

const inChat = <T>(work: (w: World, c: ReturnType<typeof chat>) => Promise<T>) =>
  inOffice(async (db) => {
    const w = world(db)
    return work(w, chat(w))
  })

const order = { reason: '漯编〔2022〕8号', on: day('2022-10-10') }
const textsTo = (c: ReturnType<typeof chat>, who: number) => c.to(who).map(({ content }) => textOf(content))

describe('whoever is concerned by a reform hears of it', () => {
  const reforms = (w: World) => ({ actor: w.as('officer'), now: w.clock.now })

  test('merged', () =>
    inChat(async (w, c) => {
      transact(w.db, (tx) => mergeUnits(tx, { units: [w.units.port], into: '高新区', ...order }, reforms(w)))
      await c.says('officer', '帮助')
      expect(textsTo(c, w.people.contact)).toEqual([
        '临港区自10月10日起（依据：漯编〔2022〕8号）并入高新区，在办问题一并转入，时限、进展和办理经过都不变。发“待办”查看。',
      ])
    }))

  test('divided', () =>
    inChat(async (w, c) => {
      const none = { issues: new Map(), people: new Map() }
      const division = { unit: w.units.port, into: ['临港东区', '临港西区'], ...order }
      transact(w.db, (tx) => divideUnit(tx, division, none, reforms(w)))
      await c.says('officer', '帮助')
      expect(textsTo(c, w.people.contact)[0]).toContain(
        '临港区自10月10日起（依据：漯编〔2022〕8号）分设为临港东区、临港西区',
      )
    }))

  test('renamed', () =>
    inChat(async (w, c) => {
      transact(w.db, (tx) => renameUnit(tx, { unit: w.units.port, name: '临港新区', ...order }, reforms(w)))
      await c.says('officer', '帮助')
      expect(textsTo(c, w.people.contact)[0]).toContain('更名为临港新区。在办事项、时限和办理经过都不变。')
    }))

  test('a card of before gives way to the fresh one, for the new unit', () =>
    inChat(async (w, c) => {
      const issue = w.to('planning')
      await c.says('officer', '帮助')
      const card = c.to(w.people.responsible).find(({ content }) => textOf(content).includes(issue.serial))
      if (!card) throw new Error('no card')
      transact(w.db, (tx) => mergeUnits(tx, { units: [w.units.port], into: '高新区', ...order }, reforms(w)))
      const { answers } = await c.taps('responsible', card, '报措施')
      const fresh = answers.map(({ content }) => textOf(content)).join()
      expect([fresh.includes('责任单位：高新区'), fresh.includes('[报措施]')]).toEqual([true, true])
    }))
})

describe('a person with posts in two units', () => {
  const both = (w: World) =>
    transact(w.db, (tx) =>
      setPosts(
        tx,
        w.people.contact,
        [w.units.port, w.units.park].map((unit) => ({ unit, role: 'contact', scope: [] })),
        { actor: w.as('administrator'), now: w.clock.now },
      ),
    )

  test('is asked for which of them they report', () =>
    inChat(async (w, c) => {
      const [before] = await c.says('contact', '报送 补贴没有兑现')
      expect(textOf(before?.content ?? { kind: 'text', text: '' })).not.toContain('责任单位=')
      both(w)
      const [form] = await c.says('contact', '报送 另一件补贴没有兑现')
      expect(textOf(form?.content ?? { kind: 'text', text: '' })).toContain('责任单位=')
    }))

  test('has the work of both in hand', () =>
    inChat(async (w, c) => {
      const own = w.to('planning')
      const other = w.does('stranger', w.report({ unit: w.units.park }))
      both(w)
      const [list] = await c.says('contact', '待办')
      const text = textOf(list?.content ?? { kind: 'text', text: '' })
      expect([text.includes(own.serial), text.includes(other.serial)]).toEqual([true, true])
      const [answer] = await c.says('contact', `补充 ${other.serial} 合同已经找到`)
      expect(textOf(answer?.content ?? { kind: 'text', text: '' })).toContain(other.serial)
    }))
})

describe('a group chat nobody has confirmed', () => {
  const joined = (w: World, changes: Partial<Inbound> = {}): Inbound => ({
    platform: 'demo',
    id: crypto.randomUUID(),
    at: w.clock.now,
    sender: { id: `demo-${w.people.contact}` },
    chat: { kind: 'group', id: 'g1', external: false },
    act: { type: 'joined', name: '整改群' },
    ...changes,
  })

  test('waits for the office once the bot is brought in or spoken to, and hears nothing else', () =>
    inChat(async (w, c) => {
      w.to('rectifying')
      handle(c.office, joined(w))
      const answers = await c.says('responsible', '进展 0001 已打款', { group: 'g1' })
      expect(answers.map(({ content }) => textOf(content))).toEqual([
        '这个群还没有登记，已经报给办公室确认。确认以前我在这里不能办事，请单独找我。',
      ])
      await c.says({ stranger: 'ou_x' }, '你好', { group: 'g2' })
      expect(groupRequestsOf(w.db)).toMatchObject([
        { chatId: 'g1', name: '整改群', person: w.people.contact, refusedAt: null },
        { chatId: 'g2', name: null, person: null },
      ])
    }))

  test('asks to be registered with 绑定 alone, whoever says it, and a code behind it is still burnt', () =>
    inChat(async (w, c) => {
      const here = (id: string, text: string, sender: string): Inbound => ({
        ...joined(w, { chat: { kind: 'group', id, external: false, name: '港区整改群' }, sender: { id: sender } }),
        act: {
          ...{ type: 'message', messageId: crypto.randomUUID(), text },
          ...{ files: [], mentioned: true, inReplyTo: [] },
        },
      })
      const says = async (...said: Parameters<typeof here>) => {
        handle(c.office, here(...said))
        await deliverDue(c.office, 'replies')
        return textOf(c.sent.at(-1)?.content ?? { kind: 'text', text: '' })
      }
      expect(await says('g4', '绑定', 'nobody')).toContain('这个群还没有登记')
      expect(await says('g5', '绑定 123 456', 'nobody')).toContain('刚才那个已经作废')
      expect(await says('g4', ' 绑定 ', `demo-${w.people.contact}`)).toContain('这个群还没有登记')
      const act = { actor: w.as('officer'), now: w.clock.now }
      transact(w.db, (tx) => bindGroup(tx, { platform: 'demo', chatId: 'g6', unit: w.units.port }, act))
      expect(await says('g6', '绑定', `demo-${w.people.contact}`)).toContain('这个群已经登记好了')
      expect(groupRequestsOf(w.db)).toMatchObject([{ chatId: 'g4', name: '港区整改群' }])
    }))

  test('is told of once to everyone who can confirm it, with the way there', () =>
    inChat(async (w, c) => {
      w.clock.now = Date.parse('2022-12-01T10:00+08:00')
      handle(c.office, joined(w))
      handle(c.office, joined(w))
      await c.says('contact', '帮助', { group: 'g1' })
      for (const who of ['officer', 'second', 'director'] as const) {
        expect(textsTo(c, w.people[who])).toEqual([
          '有一个群等您确认\n机器人被拉进了群“整改群”（陈联络）。\n' +
            '请确认它是哪个单位的群、办公室的群，还是联络员总群；不该登记的选不同意。确认以前机器人在群里不办事。\n[查看]',
        ])
        const [card] = c.to(w.people[who])
        expect(JSON.stringify(card?.content)).toContain('http://127.0.0.1:8787/roster/groups')
      }
      expect(textsTo(c, w.people.administrator)).toEqual([])
    }))

  test('is not told of when more than ten wait: somebody is playing', () =>
    inChat(async (w, c) => {
      w.clock.now = Date.parse('2022-12-01T10:00+08:00')
      for (let number = 1; number <= 15; number += 1)
        handle(c.office, joined(w, { chat: { kind: 'group', id: `g${number}`, external: false } }))
      await c.says('officer', '帮助')
      expect([textsTo(c, w.people.second).length, groupRequestsOf(w.db).length]).toEqual([10, 15])
    }))

  test('and was confirmed meanwhile is not told of any more', () =>
    inChat(async (w, c) => {
      w.clock.now = Date.parse('2022-12-01T10:00+08:00')
      handle(c.office, joined(w))
      const act = { actor: w.as('officer'), now: w.clock.now }
      transact(w.db, (tx) => bindGroup(tx, { platform: 'demo', chatId: 'g1', unit: null, kind: 'contacts' }, act))
      const answers = await c.says('contact', '帮助', { group: 'g1' })
      expect(answers.map(({ content }) => textOf(content))).toContain('已单独发给您。')
      expect(textsTo(c, w.people.second)).toEqual([])
    }))

  test('counts once it is confirmed, and not when it was refused', () =>
    inChat(async (w, c) => {
      const act = { actor: w.as('officer'), now: w.clock.now }
      const place = { platform: 'demo', chatId: 'g1' }
      await c.says('contact', '帮助', { group: 'g1' })
      transact(w.db, (tx) => refuseGroup(tx, place, act))
      const [refused] = await c.says('contact', '帮助', { group: 'g1' })
      expect(textOf(refused?.content ?? { kind: 'text', text: '' })).toContain('办公室没有同意登记这个群')
      transact(w.db, (tx) => bindGroup(tx, { ...place, unit: w.units.port }, act))
      const texts = (await c.says('contact', '帮助', { group: 'g1' })).map(({ content }) => textOf(content))
      expect(texts).toContain('已单独发给您。')
      expect(groupRequestsOf(w.db)).toEqual([])
    }))

  test('of another organisation is never even remembered', () =>
    inChat(async (w, c) => {
      handle(c.office, joined(w, { chat: { kind: 'group', id: 'g3', external: true } }))
      await c.says('contact', '帮助', { group: 'g3', external: true })
      expect(groupRequestsOf(w.db)).toEqual([])
    }))
})
