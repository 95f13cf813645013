import { inOffice } from '#office'
import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import type { Issue } from '../../core/issue.ts'
import { mendDay } from '../../db/calendar.ts'
import { transact } from '../../db/database.ts'
import { bindGroup } from '../../db/groups.ts'
import { acknowledge, nudgesIn, takeNudges } from '../../db/nudges/bundles.ts'
import { claimDue } from '../../db/outbox.ts'
import { end } from '../../db/outbox-ends.ts'
import { setPosts, unbind } from '../../db/people.ts'
import { setSubstitute } from '../../db/substitutes.ts'
import { losePerson } from '../../db/unreachable.ts'
import { nudges, outbox } from '../../db/schema.ts'
import { at, deliver, hour, look } from '../support/nudges.ts'
import { day, particulars, terms } from '../support/samples.ts'
import { world, type World } from '../support/world.ts'

const inWorld = <T>(work: (w: World) => T) => inOffice((db) => work(world(db)))

/** What is said on a day. */
function on(w: World, text: string): Record<string, string[]> {
  look(w.db, at(text))
  return deliver(w, at(text))
}

const statesOf = ({ db }: World, issue: Issue, kind: string) =>
  db
    .select()
    .from(nudges)
    .where(and(eq(nudges.subject, issue.serial), eq(nudges.kind, kind as 'deadline')))
    .all()
    .map(({ rung, state }) => `${rung} ${state}`)

describe('a deadline is spoken of', () => {
  test('to the responsible person ahead of it, on its day, and to more people the later it gets', () =>
    inWorld((w) => {
      w.to('rectifying') // measures on 2022-12-31 and 2023-03-15, deadline 2023-03-31
      expect(on(w, '2023-03-22')).toMatchObject({ responsible: expect.arrayContaining(['deadline -7']) })
      expect(on(w, '2023-03-23')).toEqual({})
      expect(on(w, '2023-03-28').responsible).toContain('deadline -3')
      expect(on(w, '2023-03-31').responsible).toContain('deadline 0')
      const of = (said: Record<string, string[]>, name: string) =>
        said[name]?.filter((text) => text.startsWith('deadline'))
      const next = on(w, '2023-04-03')
      expect([of(next, 'responsible'), of(next, 'first'), of(next, 'officer')]).toEqual([
        ['deadline 1'],
        ['deadline 1'],
        [],
      ])
      const third = on(w, '2023-04-05')
      expect([of(third, 'officer'), of(third, 'second'), of(third, 'director')]).toEqual([
        ['deadline 3'],
        ['deadline 3'],
        undefined,
      ])
      expect(of(on(w, '2023-04-14'), 'director')).toEqual(['deadline 10'])
    }))

  test('no more once the unit has applied for 销号, and what was queued is withdrawn', () =>
    inWorld((w) => {
      const issue = w.to('rectifying')
      look(w.db, at('2023-03-31'))
      expect(statesOf(w, issue, 'deadline')).toContain('0 due')
      w.clock.now = at('2023-03-31') + hour
      w.does(
        'contact',
        w.on(issue, { type: 'progress', text: '全部拨付', percent: 100, settled: 300_000_000, done: [1, 2] }),
      )
      w.does(
        'officer',
        w.on(issue, { type: 'correct', changed: { deadline: day('2023-05-31') }, reason: '上级统一顺延' }),
      )
      expect(statesOf(w, issue, 'deadline')).toContain('0 withdrawn')
      expect(deliver(w, at('2023-03-31') + hour)).toEqual({})
      expect(on(w, '2023-04-03')).toEqual({})
    }))
})

describe('once', () => {
  test('looking twice, or by two processes, says nothing twice', () =>
    inWorld((w) => {
      w.to('rectifying')
      look(w.db, at('2023-03-31'))
      look(w.db, at('2023-03-31') + 60_000)
      const said = deliver(w, at('2023-03-31') + 60_000)
      look(w.db, at('2023-03-31') + 2 * 60_000)
      expect(said).toMatchObject({ responsible: expect.arrayContaining(['deadline 0']) })
      expect(deliver(w, at('2023-03-31') + 2 * 60_000)).toEqual({})
    }))

  test('after weeks without a look only the highest rung is said; the others are skipped', () =>
    inWorld((w) => {
      const issue = w.to('rectifying')
      const said = on(w, '2023-04-06')
      expect(said['responsible']?.filter((text) => text.startsWith('deadline'))).toEqual(['deadline 3'])
      const states = new Set(statesOf(w, issue, 'deadline'))
      expect(states).toEqual(new Set(['-7 skipped', '-3 skipped', '-1 skipped', '0 skipped', '1 skipped', '3 sent']))
    }))

  test('nobody is told twice on one workday', () =>
    inWorld((w) => {
      w.to('rectifying')
      on(w, '2023-03-22')
      w.clock.now = at('2023-03-22') + hour
      const other = w.does('contact', w.report({ particulars: { ...w.report().particulars, title: '另一件事' } }))
      w.does('officer', w.on(other, { type: 'confirm', ...terms(), planDue: day('2023-03-23') }))
      look(w.db, at('2023-03-22') + 2 * hour)
      expect(deliver(w, at('2023-03-22') + 2 * hour)).toEqual({})
    }))
})

describe('a new date', () => {
  test('is not late at once, and no rung from before it was set is raised', () =>
    inWorld((w) => {
      const issue = w.to('rectifying')
      w.does('responsible', w.on(issue, { type: 'progress', text: '已办', percent: 90, settled: null, done: [1, 2] }))
      w.clock.now = at('2023-04-06')
      w.does('officer', w.on(issue, { type: 'correct', changed: { deadline: day('2023-04-11') }, reason: '顺延' }))
      const said = on(w, '2023-04-10')
      expect(said['responsible']?.filter((text) => text.startsWith('deadline'))).toEqual(['deadline -1'])
      expect(statesOf(w, issue, 'deadline').filter((text) => text.endsWith('skipped'))).not.toContain('-3 skipped')
    }))

  test('what becomes due on the day it is set goes out apart on that day', () =>
    inWorld((w) => {
      const issue = w.to('rectifying')
      on(w, '2023-03-22')
      w.clock.now = at('2023-03-22') + hour
      w.does('officer', w.on(issue, { type: 'correct', changed: { deadline: day('2023-03-22') }, reason: '提前' }))
      look(w.db, at('2023-03-22') + 2 * hour)
      expect(deliver(w, at('2023-03-22') + 2 * hour)).toMatchObject({ responsible: ['deadline 0'] })
    }))
})

describe('a request for more time', () => {
  const asked = (w: World) => {
    const issue = w.to('rectifying')
    w.does('responsible', w.on(issue, { type: 'progress', text: '已办', percent: 90, settled: null, done: [1, 2] }))
    w.clock.now = at('2023-03-30')
    w.does('responsible', w.on(issue, { type: 'extend', to: day('2023-05-15'), reason: '财政资金月底到位' }))
    return issue
  }
  const late = (said: Record<string, string[]>) =>
    Object.values(said).flatMap((texts) => texts.filter((text) => /^deadline [1-9]/.test(text)))

  test('made in time holds the late rungs while it is undecided, and the office hears that it waits', () =>
    inWorld((w) => {
      asked(w)
      expect(late(on(w, '2023-04-03'))).toEqual([])
      const said = on(w, '2023-04-06')
      expect(late(said)).toEqual([])
      expect(said['officer']).toContain('extension 1')
    }))

  test('holds the measures too', () =>
    inWorld((w) => {
      const issue = w.to('rectifying')
      w.clock.now = at('2022-12-29')
      w.does('responsible', w.on(issue, { type: 'extend', to: day('2023-05-15'), reason: '资金年后到位' }))
      const said = on(w, '2023-01-03')
      expect(said['responsible'] ?? []).not.toContain('measure:1 1')
      expect(said).not.toHaveProperty('first')
    }))

  test('refused, the unit is as late as it is', () =>
    inWorld((w) => {
      const issue = asked(w)
      on(w, '2023-04-03')
      w.clock.now = at('2023-04-04')
      w.does('officer', w.on(issue, { type: 'refuse-extension', reason: '不具备条件' }))
      expect(new Set(late(on(w, '2023-04-06')))).toEqual(new Set(['deadline 3']))
    }))

  test('granted, nobody is late', () =>
    inWorld((w) => {
      const issue = asked(w)
      w.clock.now = at('2023-04-04')
      w.does('officer', w.on(issue, { type: 'grant-extension', to: day('2023-05-15') }))
      expect(late(on(w, '2023-04-06'))).toEqual([])
      expect(on(w, '2023-05-15')['responsible']).toEqual(['deadline 0'])
    }))
})

test('a day that is declared off moves the rungs that fall on it', () =>
  inWorld((w) => {
    const issue = w.to('rectifying')
    w.does('responsible', w.on(issue, { type: 'progress', text: '已办', percent: 90, settled: null, done: [1, 2] }))
    on(w, '2023-03-28')
    const act = { actor: w.as('administrator'), now: at('2023-03-29') }
    const off = { day: day('2023-03-31'), workday: false, reason: '市庆放假' }
    expect(transact(w.db, (tx) => mendDay(tx, off, act))).toBe(true)
    expect(on(w, '2023-03-29')['responsible']).toEqual(['deadline -1'])
    expect(on(w, '2023-03-30')['responsible']).toEqual(['deadline 0'])
    expect(on(w, '2023-04-03')['responsible']).toEqual(['deadline 1'])
  }))

describe('between a rung and its message', () => {
  test('a process that dies before it took anything loses nothing', () =>
    inWorld((w) => {
      w.to('rectifying')
      on(w, '2022-12-02')
      look(w.db, at('2022-12-27'))
      transact(w.db, (tx) => claimDue(tx, at('2022-12-27'), 100))
      const later = at('2022-12-27') + 180_000
      expect(deliver(w, later)).toMatchObject({ responsible: ['measure:1 -3'] })
    }))

  test('whoever has left the unit hears nothing of it; who works there now does', () =>
    inWorld((w) => {
      const issue = w.to('rectifying')
      on(w, '2022-12-02')
      look(w.db, at('2022-12-27'))
      const act = { actor: w.as('administrator'), now: at('2022-12-27') }
      const elsewhere = [{ unit: w.units.park, role: 'responsible' as const, scope: [] }]
      transact(w.db, (tx) => setPosts(tx, w.people.responsible, elsewhere, act))
      expect(deliver(w, at('2022-12-27'))).not.toHaveProperty('responsible')
      look(w.db, at('2022-12-27') + hour)
      expect(deliver(w, at('2022-12-27') + hour)).toMatchObject({ contact: ['measure:1 -3'] })
      expect(statesOf(w, issue, 'measure:1')).toContain('-3 skipped')
    }))

  test('a group that is no longer the unit’s reads nothing of it', () =>
    inWorld((w) => {
      w.to('rectifying')
      const act = { actor: w.as('officer'), now: w.clock.now }
      const bindTo = (unit: number) =>
        transact(w.db, (tx) => bindGroup(tx, { platform: 'demo', chatId: 'oc_1', unit }, act))
      bindTo(w.units.port)
      look(w.db, at('2022-12-30'))
      bindTo(w.units.park)
      expect(deliver(w, at('2022-12-30'))).not.toHaveProperty('oc_1')
    }))

  test('of several rungs of a date that waited only the highest is said', () =>
    inWorld((w) => {
      const issue = w.to('rectifying')
      on(w, '2022-12-02')
      for (const text of ['2022-12-27', '2022-12-29', '2022-12-30']) look(w.db, at(text))
      expect(deliver(w, at('2022-12-30'))['responsible']).toEqual(['measure:1 0'])
      expect(statesOf(w, issue, 'measure:1')).toEqual(expect.arrayContaining(['-3 skipped', '-1 skipped', '0 sent']))
    }))

  test('what becomes due in the course of a day is said each time', () =>
    inWorld((w) => {
      const issue = w.to('rectifying')
      const other = w.does('contact', w.report({ particulars: particulars({ title: '另一件事' }) }))
      on(w, '2022-12-27')
      const dueToday = (serial: Issue, moment: number) => {
        w.clock.now = moment
        w.does('officer', w.on(serial, { type: 'correct', changed: { deadline: day('2022-12-27') }, reason: '提前' }))
        look(w.db, moment + 60_000)
        return deliver(w, moment + 60_000)['responsible']
      }
      w.does('officer', w.on(other, { type: 'confirm', ...terms() }))
      expect(dueToday(issue, at('2022-12-27') + hour)).toEqual(['deadline 0'])
      expect(dueToday(other, at('2022-12-27') + 2 * hour)).toContain('deadline 0')
    }))
})

test('who substitutes and may not know of the issue is not told; the person is', () =>
  inWorld((w) => {
    w.to('rectifying')
    const { responsible: person, stranger: substitute } = w.people
    const away = { person, substitute, from: day('2022-12-20'), to: day('2022-12-31'), reason: '外出' }
    transact(w.db, (tx) => setSubstitute(tx, away, { actor: w.as('administrator'), now: w.clock.now }))
    const said = on(w, '2022-12-27')
    expect(said).toMatchObject({ responsible: ['measure:1 -3'] })
    expect(said).not.toHaveProperty('stranger')
  }))

test('a plan handed in in time and returned late has days of its own', () =>
  inWorld((w) => {
    const issue = w.to('plan_review')
    w.clock.now = at('2022-12-12')
    w.does('officer', w.on(issue, { type: 'return-plan', reason: '不够具体' }))
    const ofPlan = (said: Record<string, string[]>) =>
      [...new Set(Object.values(said).flat())].filter((text) => text.startsWith('plan '))
    expect(ofPlan(on(w, '2022-12-13'))).toEqual([])
    expect(ofPlan(on(w, '2022-12-14'))).toEqual(['plan -1'])
    expect(on(w, '2022-12-15')['responsible']).toContain('plan 0')
  }))

test('outside its hours the office stays silent', () =>
  inWorld((w) => {
    w.to('rectifying')
    look(w.db, at('2023-03-31') - hour)
    expect(deliver(w, at('2023-03-31') - hour)).not.toHaveProperty('responsible')
    look(w.db, at('2023-04-01'))
    expect(deliver(w, at('2023-04-01'))).toEqual({})
  }))

test('what the office itself has to do is said to the office', () =>
  inWorld((w) => {
    w.to('reported') // on Thursday 2022-12-01
    expect(on(w, '2022-12-05')).toMatchObject({ officer: ['confirmation 0'], second: ['confirmation 0'] })
    expect(on(w, '2022-12-06')).toMatchObject({ director: ['confirmation 1'] })
  }))

test('whoever cannot be reached is skipped in plain sight, and another of the unit hears', () =>
  inWorld((w) => {
    const issue = w.to('rectifying')
    const { responsible } = w.people
    const act = { actor: w.as('administrator'), now: w.clock.now }
    transact(w.db, (tx) =>
      unbind(tx, { platform: 'demo', externalId: `demo-${responsible}`, person: responsible }, act),
    )
    expect(on(w, '2023-03-31')).toMatchObject({ contact: expect.arrayContaining(['deadline 0']) })
    expect(statesOf(w, issue, 'deadline')).toContain('0 skipped')
  }))

test('whom a message did not reach is skipped in plain sight, and another of the unit hears the same', () =>
  inWorld((w) => {
    const issue = w.to('rectifying')
    const { responsible, contact } = w.people
    on(w, '2022-12-02')
    look(w.db, at('2022-12-28'))
    const [row] = transact(w.db, (tx) => claimDue(tx, at('2022-12-28'), 100)).filter(
      ({ person }) => person === responsible,
    )
    if (!row) throw new Error('nothing for the responsible person')
    transact(w.db, (tx) => {
      takeNudges(tx, row, at('2022-12-28'))
      losePerson(tx, `demo-${responsible}`, { platform: 'demo', why: '已离职', now: at('2022-12-28') })
      end(tx, row, { outcome: 'unreachable', why: '已离职' })
    })
    look(w.db, at('2022-12-28') + hour)
    const said = deliver(w, at('2022-12-28') + hour)
    expect(said['contact']).toEqual(['measure:1 -3'])
    expect(said).not.toHaveProperty('responsible')
    const rows = w.db.select().from(nudges).where(eq(nudges.subject, issue.serial)).all()
    const ofRung = rows.filter(({ kind, rung }) => kind === 'measure:1' && rung === -3)
    expect(ofRung.map(({ receiver, state, why }) => [receiver, state, why])).toEqual([
      [`p${responsible}`, 'skipped', 'unreachable'],
      [`p${contact}`, 'sent', null],
    ])
  }))

test('a message of which nobody knows whether it arrived is not repeated, and stands as unknown', () =>
  inWorld((w) => {
    const issue = w.to('rectifying')
    look(w.db, at('2022-12-28'))
    for (const row of transact(w.db, (tx) => claimDue(tx, at('2022-12-28'), 100))) {
      transact(w.db, (tx) => {
        takeNudges(tx, row, at('2022-12-28'))
        end(tx, row, { outcome: 'unknown', why: 'timeout' })
      })
    }
    look(w.db, at('2022-12-28') + hour)
    expect(deliver(w, at('2022-12-28') + hour)).toEqual({})
    expect(statesOf(w, issue, 'measure:1')).toEqual(['-7 skipped', '-3 unknown'])
  }))

test('whoever substitutes hears instead of a person who is away, and no longer than that', () =>
  inWorld((w) => {
    w.to('rectifying')
    const { responsible: person, contact: substitute } = w.people
    const away = { person, substitute, from: day('2023-03-20'), to: day('2023-03-24'), reason: '外出培训' }
    const act = { actor: w.as('administrator'), now: w.clock.now }
    expect(transact(w.db, (tx) => setSubstitute(tx, away, act))).toBeNull()
    const during = on(w, '2023-03-22')
    expect(during).toHaveProperty('contact')
    expect(during).not.toHaveProperty('responsible')
    expect(on(w, '2023-03-28')).toHaveProperty('responsible')
  }))

test("the unit's group gets one list on the day", () =>
  inWorld((w) => {
    const issue = w.to('rectifying')
    const act = { actor: w.as('officer'), now: w.clock.now }
    transact(w.db, (tx) => bindGroup(tx, { platform: 'demo', chatId: 'oc_port', unit: w.units.port }, act))
    w.does('responsible', w.on(issue, { type: 'progress', text: '已核对', percent: 10, settled: null, done: [1] }))
    expect(on(w, '2023-03-13')).not.toHaveProperty('oc_port')
    expect(on(w, '2023-03-15')).toMatchObject({ oc_port: ['measure:2 0'] })
    expect(on(w, '2023-03-16')).toMatchObject({ oc_port: ['measure:2 1'] })
  }))

test('已知悉 is a receipt of its reader alone', () =>
  inWorld((w) => {
    w.to('rectifying')
    on(w, '2023-03-31')
    const row = w.db.select().from(outbox).where(eq(outbox.person, w.people.responsible)).all().at(-1)
    const read = { outboxId: row?.id ?? 0, now: at('2023-03-31') + hour }
    expect(transact(w.db, (tx) => acknowledge(tx, { ...read, person: w.people.stranger }))).toBe(0)
    const said = nudgesIn(w.db, read.outboxId).length
    expect(transact(w.db, (tx) => acknowledge(tx, { ...read, person: w.people.responsible }))).toBe(said)
    expect(transact(w.db, (tx) => acknowledge(tx, { ...read, person: w.people.responsible }))).toBe(0)
  }))
