import { inOffice } from '#office'
import { describe, expect, test } from 'vitest'
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
