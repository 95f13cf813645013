import { expect, test } from 'vitest'
import { inOffice } from '#office'
import { chat, textOf } from '../support/chat.ts'
import { world, type World } from '../support/world.ts'

const inChat = <T>(work: (w: World, c: ReturnType<typeof chat>) => Promise<T>) =>
  inOffice(async (db) => {
    const w = world(db)
    return work(w, chat(w))
  })

type Who = keyof World['people']
const cardOf = async (c: ReturnType<typeof chat>, who: Who, serial: string) => {
  const [card] = (await c.tapsValue(who, { do: 'view', serial })).answers
  return card ? textOf(card.content) : ''
}
const progress = { type: 'progress', text: '代录：已到账', percent: null, settled: null, done: [] } as const

/** An application for 销号 after these officers have entered progress for the unit. */
function applied(w: World, ...typed: readonly Who[]): string {
  const issue = w.to('verifying')
  w.does('contact', w.on(issue, { type: 'unsubmit', reason: null }))
  for (const who of typed) w.does(who, w.on(issue, progress))
  w.does('contact', w.on(issue, { type: 'submit', text: null, waived: [], waiver: null }))
  return issue.serial
}

test('an officer who typed the progress is not asked to verify it, the other one is', () =>
  inChat(async (w, c) => {
    const serial = applied(w, 'officer')
    expect(await cardOf(c, 'officer', serial)).toContain(
      '下一步：您录入过这件事的进展，不能再核查它。请由其他经办人核查',
    )
    expect(await cardOf(c, 'second', serial)).toContain('下一步：请在网页上核查销号或退回整改。')
  }))

test('where the whole office typed it, the director is asked to name somebody', () =>
  inChat(async (w, c) => {
    const serial = applied(w, 'officer', 'second', 'director')
    expect(await cardOf(c, 'director', serial)).toContain(
      '下一步：办公室没有人可以办这一步，请在网页上用“委托核查”请其他单位的人员来办。',
    )
    expect(await cardOf(c, 'officer', serial)).toContain('下一步：您录入过这件事的进展，不能再核查它。')
  }))

test('a lead is to be assigned; only what the unit found itself is confirmed', () =>
  inChat(async (w, c) => {
    const lead = w.does('officer', w.report({ source: 'letters', deadline: null }))
    const card = await cardOf(c, 'second', lead.serial)
    expect(card).toContain('下一步：请在网页上交办给责任单位；缺材料的退回补充。')
    expect(card).not.toContain('[确认]')
    const own = w.to('reported')
    expect(await cardOf(c, 'second', own.serial)).toContain('下一步：请确认或退回补充；不予列入的在网页上办。')
  }))

test('while a plan is reviewed the deadline runs on, and the card says so', () =>
  inChat(async (w, c) => {
    const { serial } = w.to('plan_review')
    expect(await cardOf(c, 'officer', serial)).toContain('完成时限：2023年3月31日（还有 120 天）')
    const done = w.to('closed')
    expect(await cardOf(c, 'officer', done.serial)).toContain('完成时限：2023年3月31日\n')
  }))
