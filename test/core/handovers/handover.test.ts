import { describe, expect, test } from 'vitest'
import { handoverHearers } from '../../../core/handovers/handover-notice.ts'
import {
  applyHandover,
  HandoverEventSchema,
  openItems,
  type Cause,
  type Handover,
  type HandoverEvent,
} from '../../../core/handovers/handover.ts'
import { hearersAt, nextRung, nextStep } from '../../../core/nudges/ladder.ts'
import { dutyOf, waiting } from '../../../core/nudges/watch.ts'
import { campaign } from '../../support/campaign.ts'
import { ids, units } from '../../support/facts.ts'
import { start } from '../../support/samples.ts'

const { contact, responsible, first, officer } = ids

const item = (serial: string) => ({ serial, roles: ['responsible' as const] })
const begun = (cause: Cause = 'asked', ...serials: string[]): HandoverEvent => ({
  type: 'handover-started',
  from: responsible,
  to: contact,
  unit: units.port,
  campaign: 'LH2022',
  cause,
  reason: '调往市里',
  items: (serials.length > 0 ? serials : ['A', 'B']).map(item),
})
const signs = (...serials: string[]): HandoverEvent => ({ type: 'items-signed', serials })
const returns = (...serials: string[]): HandoverEvent => ({ type: 'items-returned', serials, reason: '不归我管' })
const drops = (...serials: string[]): HandoverEvent => ({ type: 'items-dropped', serials, why: 'closed' })
const widens = (...serials: string[]): HandoverEvent => ({ type: 'handover-widened', items: serials.map(item) })
const cancels: HandoverEvent = { type: 'handover-cancelled', reason: null }

const minute = 60_000

/** One event a minute. */
function fold(...events: HandoverEvent[]): Handover {
  const happened = events.map((event, index) => ({
    id: 7,
    seq: index + 1,
    at: start + index * minute,
    by: officer,
    event,
  }))
  const handover = happened.reduce<Handover | null>(applyHandover, null)
  if (!handover) throw new Error('no events')
  return handover
}

describe('a handover is the fold of its events', () => {
  test('as it begins', () => {
    expect(fold(begun())).toEqual({
      id: 7,
      from: responsible,
      to: contact,
      unit: units.port,
      campaign: 'LH2022',
      cause: 'asked',
      reason: '调往市里',
      startedAt: start,
      startedBy: officer,
      items: ['A', 'B'].map((serial) => ({ ...item(serial), state: 'open', at: null, reason: null })),
      status: 'running',
      endedAt: null,
      version: 1,
    })
  })

  test('nothing comes before its beginning', () => {
    expect(() => fold(signs('A'))).toThrow('event items-signed of a handover that has not begun')
  })

  /** The states of its items and what it has come to; how many minutes after its beginning it was over. */
  test.each<[string, HandoverEvent[], string, number | null]>([
    ['signed for one by one, it is complete with the last', [signs('A'), signs('B')], 'signed signed: done', 2],
    ['signed for one, it still waits', [signs('A')], 'signed open: running', null],
    ['returned altogether, it came to nothing', [returns('A', 'B')], 'returned returned: lapsed', 1],
    ['one signed for and one returned, it is complete', [signs('A'), returns('B')], 'signed returned: done', 2],
    ['done with meanwhile, it came to nothing', [drops('A'), drops('B')], 'dropped dropped: lapsed', 2],
    ['called off, what is signed for stays so', [signs('A'), cancels], 'signed dropped: cancelled', 2],
    ['what is signed for is returned no more', [signs('A'), returns('A')], 'signed open: running', null],
    ['what comes to name the leaver goes along', [widens('C')], 'open open open: running', null],
    ['and waits like the rest', [widens('C'), signs('A', 'B')], 'signed signed open: running', null],
    ['what fell away comes back', [drops('A'), widens('A')], 'open open: running', null],
  ])('%s', (_, events, expected, ended) => {
    const { items, status, endedAt, version } = fold(begun(), ...events)
    expect(`${items.map(({ state }) => state).join(' ')}: ${status}`).toBe(expected)
    expect(endedAt).toBe(ended === null ? null : start + ended * minute)
    expect(version).toBe(events.length + 1)
  })

  test('each thing has when it was signed for or returned, and why it was returned', () => {
    const { items } = fold(begun(), signs('A'), returns('B'))
    expect(items).toEqual([
      { ...item('A'), state: 'signed', at: start + minute, reason: null },
      { ...item('B'), state: 'returned', at: start + 2 * minute, reason: '不归我管' },
    ])
  })

  test('what still waits for its signature', () => {
    expect(openItems(fold(begun(), signs('A'), widens('C'))).map(({ serial }) => serial)).toEqual(['B', 'C'])
  })

  test('what an event carries survives being written down and read again', () => {
    for (const event of [
      begun(),
      begun('left'),
      begun('posts'),
      signs('A'),
      returns('A'),
      drops('A'),
      widens('A'),
      cancels,
    ])
      expect(HandoverEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event)
  })
})

describe('who hears of a handover', () => {
  type Around = Parameters<typeof handoverHearers>[2]
  const around: Around = { actor: null, heads: [first], officers: [officer, ids.second], unbound: false }
  const hears = (events: HandoverEvent[], changes: Partial<Around> = {}) => {
    const event = events.at(-1) ?? begun()
    return handoverHearers(event, fold(...events), { ...around, ...changes })
  }

  test.each<[string, HandoverEvent[], number[]]>([
    ['begun by somebody: successor and leaver', [begun()], [contact, responsible]],
    ['begun by itself: the head of the unit too', [begun('left')], [contact, responsible, first]],
    ['for want of a post just so', [begun('posts')], [contact, responsible, first]],
    ['widened: the successor', [begun(), widens('C')], [contact]],
    ['signed for in part: nobody', [begun(), signs('A')], []],
    ['complete: leaver and head', [begun(), signs('A', 'B')], [responsible, first]],
    ['returned: leaver and head, who name another', [begun(), returns('A')], [responsible, first]],
    ['one thing done with meanwhile: nobody', [begun(), drops('A')], []],
    ['come to nothing: all of them', [begun(), drops('A', 'B')], [responsible, contact, first]],
    ['called off: leaver and successor', [begun(), cancels], [responsible, contact]],
  ])('%s', (_, events, hearers) => {
    expect(hears(events)).toEqual(hearers)
  })

  test('a successor without a chat account can’t, so the office does', () => {
    expect(hears([begun()], { unbound: true })).toEqual([contact, responsible, officer, ids.second])
  })

  test('never whoever did it, and each once', () => {
    expect(hears([begun()], { actor: responsible })).toEqual([contact])
    expect(hears([begun('left')], { heads: [contact] })).toEqual([contact, responsible])
  })
})

describe('a handover that is not signed for', () => {
  const { nudges } = campaign
  const duty = dutyOf('handover')
  test('is due after one workday, and not spoken of before', () => {
    expect(waiting('handover')).toEqual({ kind: 'handover', within: 1 })
    expect(nextRung(nudges, duty)).toBe(0)
  })

  test.each([
    [0, ['responsible', 'first']],
    [1, ['responsible', 'first']],
    [3, ['responsible', 'first', 'officer']],
    [10, ['responsible', 'first', 'officer', 'director']],
  ] as const)('at %i workdays from then is heard of by the successor and %j', (rung, hearers) => {
    expect(hearersAt(nudges, duty, rung)).toEqual(hearers)
  })

  test('says to whom it goes next', () => {
    expect(nextStep(nudges, duty, 0)).toEqual({ rung: 3, hearers: ['officer'] })
  })
})
