import { describe, expect, test } from 'vitest'
import type { Actor, Role } from '../../../core/actor.ts'
import type { Campaign } from '../../../core/campaigns/campaign.ts'
import {
  allRows,
  coverageOf,
  type Coverage,
  type Covered,
  type CoveredUnit,
  type CoverageRow,
} from '../../../core/hand-ins/coverage.ts'
import type { HandInStatus } from '../../../core/hand-ins/hand-in.ts'
import { as, system, units, type Who } from '../../support/facts.ts'
import { owing } from '../../support/hand-ins.ts'
import { day } from '../../support/samples.ts'

const unit = (
  id: number,
  name: string,
  roles: readonly Role[] = ['contact'],
  takesPart: boolean | null = null,
): CoveredUnit => ({ id, name, roles, takesPart })
const port = unit(units.port, '临港区')
const park = unit(units.park, '高新区')
const named = new Map([
  ['临港区', units.port],
  ['高新区', units.park],
  ['旧港区', units.port],
])

type Marked = { status?: HandInStatus; late?: boolean; zero?: boolean }
type Around = Partial<Omit<Covered, 'marks'>> & { marks?: Record<string, Marked>; by?: Actor }

/** The day after D1, D2 and D5 were due. */
function coverage({ marks = {}, by = system, ...changes }: Around = {}): Coverage {
  const standing = Object.entries(marks).map(
    ([id, mark]) => [id, { id, status: 'handed' as const, late: false, zero: false, ...mark }] as const,
  )
  const covered: Covered = {
    campaign: owing,
    began: day('2022-11-10'),
    today: day('2022-12-06'),
    units: [port, park],
    ended: [],
    called: (name) => named.get(name) ?? null,
    marks: new Map(standing),
    ...changes,
  }
  return coverageOf(covered, by)
}

const campaignWith = (changes: Partial<Campaign>): Campaign => ({ ...owing, ...changes })
const states = ({ cells }: CoverageRow) => cells.map(({ item, state }) => `${item.id} ${state}`)
const namesOf = (rows: readonly { unitName?: string; name?: string }[]) =>
  rows.map(({ unitName, name }) => unitName ?? name)

describe('全覆盖: every unit owes what every unit owes', () => {
  const table = (one: CoveredUnit) => {
    const { units: owing, withoutContact, takenOut } = coverage({ units: [one] })
    return [
      ...(owing.length > 0 ? ['owes'] : []),
      ...(withoutContact.length > 0 ? ['nobody there'] : []),
      ...(takenOut.length > 0 ? ['taken out'] : []),
    ]
  }
  test.each<[string, readonly Role[], boolean | null, string[]]>([
    ['with a contact', ['contact'], null, ['owes']],
    ['with a responsible person', ['responsible'], null, ['owes']],
    ['with a first responsible person', ['first'], null, ['owes']],
    ['with a reviewer beside', ['reviewer', 'contact'], null, ['owes']],
    ['with leaders and somebody who acts for it', ['leader', 'contact'], null, ['owes']],
    ['without anybody', [], null, ['nobody there']],
    ['with nobody but who reviews', ['reviewer'], null, ['nobody there']],
    ['that is only where leaders sit', ['leader'], null, []],
    ['that is only where auditors sit', ['auditor'], null, []],
    ['that is only where the administrator sits', ['administrator'], null, []],
    ['that is the office’s own', ['officer'], null, []],
    ['that is the office’s own, with a contact', ['officer', 'contact'], null, []],
    ['that is the director’s own, with a contact', ['director', 'first'], null, []],
    ['that is the office’s own, told to', ['officer', 'contact'], true, ['owes']],
    ['told to, without anybody', [], true, ['owes', 'nobody there']],
    ['told to, with an auditor only', ['auditor'], true, ['owes', 'nobody there']],
    ['taken out', ['contact'], false, ['taken out']],
    ['taken out, without anybody: no omission', [], false, ['taken out']],
  ])('a unit %s', (_, roles, said, expected) => {
    expect(table(unit(9, '某局', roles, said))).toEqual(expected)
  })

  test('in the order given, each by its name', () => {
    expect(namesOf(coverage({ units: [park, port] }).units)).toEqual(['高新区', '临港区'])
  })
})

describe('what has come of it', () => {
  test('what is owed and due is overdue, what has no date or isn’t due is missing', () => {
    const { units: rows } = coverage()
    expect(rows[0]).toMatchObject({ label: null, unit: units.port, unitName: '临港区' })
    expect(rows.map(states)).toEqual(Array(2).fill(['D1 overdue', 'D2 overdue', 'D3 missing', 'D4 missing']))
    const onItsDay = coverage({ today: day('2022-12-05') }).units
    expect(onItsDay.map(states)[0]).toEqual(['D1 missing', 'D2 missing', 'D3 missing', 'D4 missing'])
  })

  test.each<[HandInStatus, string]>([
    ['claimed', 'overdue'],
    ['returned', 'overdue'],
    ['handed', 'handed'],
    ['accepted', 'accepted'],
  ])('%s is %s once it is due', (status, state) => {
    const [row] = coverage({ marks: { 'LH2022.D1.u3': { status } } }).units
    expect(row?.cells[0]).toMatchObject({ id: 'LH2022.D1.u3', state, late: false, zero: false })
  })

  test('late and zero are of this unit’s paper alone', () => {
    const { units: rows } = coverage({ marks: { 'LH2022.D1.u3': { late: true, zero: true } } })
    const seen = rows.flatMap(({ unitName, cells }) =>
      cells.filter(({ late, zero }) => late && zero).map(({ item }) => `${unitName} ${item.id}`),
    )
    expect(seen).toEqual(['临港区 D1'])
    expect(rows[0]?.cells[1]).toMatchObject({ late: false, zero: false })
  })
})

describe('a working group’s paper is its lead unit’s', () => {
  test('one row a group; a lead the office doesn’t have stands there all the same, with nothing to open', () => {
    const { groups } = coverage({ marks: { 'LH2022.D5.gG1': { status: 'accepted' } } })
    expect(
      groups.map(({ label, unit: of, unitName, cells }) => [
        label,
        of,
        unitName,
        cells.length,
        cells[0]?.id,
        cells[0]?.state,
      ]),
    ).toEqual([
      ['招商组', units.park, '高新区', 1, 'LH2022.D5.gG1', 'accepted'],
      ['案件组', null, '查无此局', 1, null, 'overdue'],
    ])
  })

  test('its lead may have been renamed since', () => {
    const groups = owing.groups.map((group) => ({ ...group, lead: '旧港区' }))
    expect(
      coverage({ campaign: campaignWith({ groups }) }).groups.map(({ unit: of, unitName }) => [of, unitName]),
    ).toEqual(Array(2).fill([units.port, '旧港区']))
  })

  test('none where groups owe nothing', () => {
    const deliverables = owing.deliverables.filter(({ owes }) => owes === 'unit')
    expect(coverage({ campaign: campaignWith({ deliverables }) }).groups).toEqual([])
  })
})

describe('a standing task that recurs is its lead units’', () => {
  test('one row a lead unit, one paper a period', () => {
    const { tasks } = coverage({ today: day('2023-01-10'), marks: { 'LH2022.T1.2022Q4.u3': {} } })
    expect(
      tasks.map(({ label, unit: of, unitName, cells }) => [
        label,
        of,
        unitName,
        ...cells.map(({ id, state }) => `${id} ${state}`),
      ]),
    ).toEqual([
      ['信用评价', units.port, '临港区', 'LH2022.T1.2022Q4.u3 handed', 'LH2022.T1.2023Q1.u3 missing'],
      ['信用评价', null, '查无此局', 'null overdue', 'null missing'],
    ])
  })

  test('each by its own periods, and none for one that does not recur', () => {
    const [task] = owing.tasks
    if (!task) throw new Error('no task')
    const tasks = [
      task,
      { ...task, id: 'T2', name: '情况通报', lead: ['高新区'], every: 'month' as const },
      { ...task, id: 'T3', every: null },
    ]
    const rows = coverage({ campaign: campaignWith({ tasks }) }).tasks
    expect(
      rows.map(({ unitName, cells }) => [unitName, ...cells.map(({ item }) => `${item.id} ${item.period}`)]),
    ).toEqual([
      ['临港区', 'T1 2022Q4'],
      ['查无此局', 'T1 2022Q4'],
      ['高新区', 'T2 2022-11', 'T2 2022-12'],
    ])
  })
})

describe('a unit that a reform ended owes nothing more', () => {
  const ended = [{ id: 7, name: '市招商局' }]
  test('but what it handed in stays in sight', () => {
    const marks = {
      'LH2022.D1.u7': { status: 'accepted' },
      'LH2022.D3.u7': { status: 'handed' },
      'LH2022.D2.u7': { status: 'returned' },
    } as const
    const rows = coverage({ ended, marks }).ended
    expect(rows.map((row) => [row.label, row.unit, row.unitName, ...states(row)])).toEqual([
      [null, 7, '市招商局', 'D1 accepted', 'D3 handed'],
    ])
  })
  test('and of one that handed in nothing there is nothing', () => expect(coverage({ ended }).ended).toEqual([]))
})

describe('everybody sees what is theirs', () => {
  const all = {
    units: [port, park, unit(8, '空局', []), unit(9, '出局', ['contact'], false)],
    ended: [{ id: 7, name: '市招商局' }],
    marks: { 'LH2022.D1.u7': {} },
  }
  const sees = (by: Actor) => {
    const { units: own, groups, tasks, ended, withoutContact, takenOut } = coverage({ ...all, by })
    return [own, groups, tasks, ended, withoutContact, takenOut].map((rows) => namesOf(rows).join(' '))
  }
  const everything = ['临港区 高新区', '高新区 查无此局', '临港区 查无此局', '市招商局', '空局', '出局']
  test.each<[Who, string[]]>([
    ['officer', everything],
    ['auditor', everything],
    ['leaderOfAll', everything],
    ['contact', ['临港区', '', '临港区', '', '', '']],
    ['reviewer', ['高新区', '高新区', '', '', '', '']],
    ['leaderOfUnit', ['临港区', '', '临港区', '', '', '']],
    ['leaderOfCategory', ['', '高新区', '', '', '', '']],
    ['above', ['', '', '', '', '', '']],
    ['nobody', ['', '', '', '', '', '']],
  ])('%s', (who, expected) => expect(sees(as(who))).toEqual(expected))

  test('people of a unit that ended or was taken out see it there', () => {
    const of = (id: number) => ({ ...as('contact'), posts: [{ unit: id, role: 'contact' as const, scope: [] }] })
    expect(sees(of(7))).toEqual(['', '', '', '市招商局', '', ''])
    expect(sees(of(9))).toEqual(['', '', '', '', '', '出局'])
  })

  test('a group named for a category is seen by a leader of all its kinds, not of some', () => {
    const kinds = ['C21', 'C22'].map((id) => ({ ...owing.categories[0], id, parent: 'C2' }))
    const campaign = campaignWith({ categories: [...owing.categories, ...kinds] as Campaign['categories'] })
    const seenBy = (...scope: string[]) => {
      const by = { ...as('leaderOfAll'), posts: [{ unit: units.city, role: 'leader' as const, scope }] }
      return namesOf(coverage({ campaign, by }).groups)
    }
    expect([seenBy('C21', 'C22'), seenBy('C21')]).toEqual([['高新区'], []])
  })

  test('all that is owed, in the order of the tables', () => {
    expect(namesOf(allRows(coverage()))).toEqual(['临港区', '高新区', '高新区', '查无此局', '临港区', '查无此局'])
  })
})
