import { inOffice } from '#office'
import { describe, expect, test } from 'vitest'
import type { Issue } from '../../core/issue.ts'
import type { Verdict } from '../../core/nudges/suggestion.ts'
import { transact } from '../../db/database.ts'
import {
  decideSuggestion,
  openSuggestionCount,
  openSuggestions,
  decidedSuggestions,
  waitingAt,
} from '../../db/nudges/suggestions.ts'
import { suggestions } from '../../db/schema.ts'
import { verifyLog } from '../../db/verify-log.ts'
import { at, deliver, hour, look } from '../support/nudges.ts'
import { day, evidence } from '../support/samples.ts'
import { world, type World } from '../support/world.ts'

const inWorld = <T>(work: (w: World) => T) => inOffice((db) => work(world(db)))

/** An issue of which nothing but the deadline of 2023-03-31 is still to be kept. */
function owingOnlyDeadline(w: World): Issue {
  const issue = w.to('rectifying')
  return w.does(
    'responsible',
    w.on(issue, { type: 'progress', text: '已核对', percent: 90, settled: null, done: [1, 2] }),
  )
}

function on(w: World, text: string): void {
  w.clock.now = at(text)
  look(w.db, at(text))
  deliver(w, at(text))
}

const advised = ({ db }: World) =>
  db
    .select()
    .from(suggestions)
    .all()
    .map(({ kind, advice, state }) => `${kind} ${advice} ${state}`)

function decides(w: World, who: keyof World['people'], verdict: Verdict, reason = '漯督函〔2023〕5号') {
  const actor = w.as(who)
  if (actor.kind !== 'person') throw new Error('nobody')
  const id = w.db.select().from(suggestions).all().at(-1)?.id ?? 0
  return transact(w.db, (tx) => decideSuggestion(tx, { id, verdict, reason }, { actor, now: w.clock.now }))
}

describe('a unit that is late', () => {
  test('leads to a 督办函, a 约谈 and a 通报 being suggested, each once', () =>
    inWorld((w) => {
      owingOnlyDeadline(w)
      on(w, '2023-04-03')
      expect(advised(w)).toEqual([])
      on(w, '2023-04-05')
      on(w, '2023-04-06')
      expect(advised(w)).toEqual(['deadline letter open'])
      for (const text of ['2023-04-12', '2023-04-14', '2023-04-28']) on(w, text)
      expect(advised(w)).toEqual(['deadline letter open', 'deadline talk open', 'deadline publicise open'])
      expect(openSuggestionCount(w.db)).toBe(3)
    }))

  test('after weeks without a look only the gravest is suggested', () =>
    inWorld((w) => {
      owingOnlyDeadline(w)
      on(w, '2023-04-19')
      expect(advised(w)).toEqual(['deadline talk open'])
    }))

  test('with a request undecided is not suggested anything', () =>
    inWorld((w) => {
      const issue = owingOnlyDeadline(w)
      w.clock.now = at('2023-03-30')
      w.does('responsible', w.on(issue, { type: 'extend', to: day('2023-05-15'), reason: '资金月底到位' }))
      on(w, '2023-04-06')
      expect(advised(w)).toEqual([])
    }))
})

describe('what nobody decided falls away', () => {
  test('when the date is moved', () =>
    inWorld((w) => {
      const issue = owingOnlyDeadline(w)
      on(w, '2023-04-05')
      w.does('officer', w.on(issue, { type: 'correct', changed: { deadline: day('2023-05-31') }, reason: '顺延' }))
      expect(advised(w)).toEqual(['deadline letter lapsed'])
      expect(openSuggestions(w.db, 10)).toEqual([])
      expect(decides(w, 'officer', 'taken')).toMatchObject({ ended: { state: 'lapsed', decidedBy: null } })
    }))

  test('when the unit has done it, and what was decided stays', () =>
    inWorld((w) => {
      const issue = owingOnlyDeadline(w)
      on(w, '2023-04-05')
      expect(decides(w, 'officer', 'taken')).toBe('done')
      on(w, '2023-04-14')
      w.does(
        'responsible',
        w.on(issue, { type: 'progress', text: '已付', percent: 100, settled: 300_000_000, done: [] }),
      )
      w.does('responsible', w.on(issue, { type: 'attach', evidence: evidence({ by: w.people.responsible }) }))
      w.does('responsible', w.on(issue, { type: 'submit', text: null, waived: [], waiver: null }))
      expect(advised(w)).toEqual(['deadline letter taken', 'deadline talk lapsed'])
    }))
})

describe('a decision', () => {
  test('is an event of the unit with who and why, and the log verifies', () =>
    inWorld((w) => {
      owingOnlyDeadline(w)
      on(w, '2023-04-05')
      expect(decides(w, 'officer', 'dropped', '资金本周到位')).toBe('done')
      const [one] = decidedSuggestions(w.db, 10)
      expect(one).toMatchObject({ state: 'dropped', decidedBy: w.people.officer, reason: '资金本周到位' })
      expect(verifyLog(w.db).ok).toBe(true)
    }))

  test('is taken once: the second hears who was faster', () =>
    inWorld((w) => {
      owingOnlyDeadline(w)
      on(w, '2023-04-05')
      expect(decides(w, 'officer', 'taken')).toBe('done')
      expect(decides(w, 'second', 'dropped')).toMatchObject({
        ended: { state: 'taken', decidedBy: w.people.officer },
      })
      expect(decidedSuggestions(w.db, 10)).toHaveLength(1)
    }))

  test('about a 约谈 is the director’s', () =>
    inWorld((w) => {
      owingOnlyDeadline(w)
      on(w, '2023-04-14')
      expect(decides(w, 'officer', 'taken')).toBe('not-allowed')
      expect(decides(w, 'auditor', 'taken')).toBe('not-allowed')
      expect(decides(w, 'director', 'taken')).toBe('done')
    }))
})

test('how many waited at a moment stays the same whatever is decided later', () =>
  inWorld((w) => {
    owingOnlyDeadline(w)
    on(w, '2023-04-05')
    const waiting = (moment: number, scope = () => true) => waitingAt(w.db, { campaign: 'LH2022', at: moment, scope })
    const then = w.clock.now + hour
    expect([waiting(at('2023-04-04')), waiting(then), waiting(then, () => false)]).toEqual([0, 1, 0])
    w.clock.now += 2 * hour
    decides(w, 'officer', 'taken')
    expect([waiting(then), waiting(w.clock.now + hour)]).toEqual([1, 0])
  }))
