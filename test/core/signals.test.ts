import { describe, expect, test } from 'vitest'
import { addDays } from '../../core/calendar/day.ts'
import type { Evidence, Issue } from '../../core/issue.ts'
import { permitted } from '../../core/permit.ts'
import { readsSignals, signalsOf, textKey, type SignalFacts } from '../../core/signals.ts'
import { acts, as, does, everyone, factsFor, ids, issueIn, other, person } from '../support/facts.ts'
import { day, evidence } from '../support/samples.ts'

const waiting = issueIn('verifying')
const deadline = day('2023-03-31')
const nothing: SignalFacts = { files: [], texts: [], matter: [], applications: [] }
const elsewhere = (changes: Partial<Issue> = {}): Issue => ({ ...other, ...changes })
const kinds = (issue: Issue, facts: Partial<SignalFacts> = {}) =>
  signalsOf(issue, { ...nothing, ...facts }).map(({ kind }) => kind)
const withVoucher = (issue: Issue): Issue => ({
  ...issue,
  instalments: issue.instalments.map((one) => ({ ...one, voucher: 'e1' })),
})
const sound = withVoucher(waiting)

test('an application with vouchers, in good time and with files of its own shows nothing', () => {
  expect(signalsOf(sound, nothing)).toEqual([])
})

describe('a file that another issue has as well', () => {
  const shared = (others: readonly Issue[]) => ({ files: [{ id: 'e1', others }] })

  test('is told by its number and by whose it is', () => {
    const facts = { ...nothing, ...shared([elsewhere({ evidence: [evidence({ id: 'e9' })] })]) }
    expect(signalsOf(sound, facts)).toEqual([{ kind: 'same-file', no: 1, others: ['LH2022-0002'] }])
  })

  test('is told by its place among all there are', () => {
    const two = { ...sound, evidence: [...sound.evidence, evidence({ id: 'e2' })] }
    const facts = { ...nothing, files: [{ id: 'e2', others: [elsewhere()] }] }
    expect(signalsOf(two, facts)).toMatchObject([{ kind: 'same-file', no: 2 }])
  })

  test('is told of those alone that have nothing to do with it', () => {
    const [one, two] = [elsewhere({ serial: 'LH2022-0004' }), elsewhere({ serial: 'LH2022-0005', status: 'merged' })]
    const facts = { ...nothing, ...shared([elsewhere(), one, two]), matter: ['LH2022-0002'] }
    expect(signalsOf(sound, facts)).toMatchObject([{ others: ['LH2022-0004'] }])
  })

  test('is nothing where the two are of one matter', () => {
    expect(kinds(sound, { ...shared([elsewhere()]), matter: ['LH2022-0002'] })).toEqual([])
  })

  test('is nothing where it came over from the other by merging: it was given once', () => {
    expect(kinds(sound, shared([elsewhere({ evidence: [evidence({ id: 'e1' })] })]))).toEqual([])
  })

  test.each(['dismissed', 'merged', 'withdrawn'] as const)(
    'is nothing where the other is %s: it proves nothing there',
    (status) => {
      expect(kinds(sound, shared([elsewhere({ status })]))).toEqual([])
    },
  )

  test('is told where the other is struck off', () => {
    expect(kinds(sound, shared([elsewhere({ status: 'closed' })]))).toEqual(['same-file'])
  })

  test('is told of five files, not of sixty', () => {
    const files = Array.from({ length: 60 }, (_, index) => evidence({ id: `f${index}` }))
    const facts = { files: files.map(({ id }) => ({ id, others: [elsewhere()] })) }
    expect(kinds({ ...sound, evidence: files }, facts)).toHaveLength(5)
  })
})

describe('words of a progress that another issue has as well', () => {
  const copied = (others: readonly Issue[]) => ({ texts: [{ on: day('2022-11-30'), others }] })

  test('are told by the day they were entered', () => {
    const found = signalsOf(sound, { ...nothing, ...copied([elsewhere()]) })
    expect(found).toEqual([{ kind: 'same-text', on: '2022-11-30', others: ['LH2022-0002'] }])
  })

  test('are told of five days, not of sixty', () => {
    const texts = Array.from({ length: 60 }, (_, index) => ({ on: addDays(deadline, -index), others: [elsewhere()] }))
    expect(kinds(sound, { texts })).toHaveLength(5)
  })

  test('are nothing where the other was put aside', () => {
    const others = (['dismissed', 'merged', 'withdrawn'] as const).map((status) => elsewhere({ status }))
    expect(kinds(sound, copied(others))).toEqual([])
  })

  test('are nothing within one matter', () => {
    expect(kinds(sound, { ...copied([elsewhere()]), matter: ['LH2022-0002'] })).toEqual([])
  })

  test('are compared whatever their widths and blanks, from fifteen characters on', () => {
    expect(textKey('已向企业拨付补贴款 ３００万元，余款年内付清')).toBe(
      textKey('已向企业拨付补贴款300万元,余款年内付清'),
    )
    expect(textKey('一二三四五六七八九十一二三四五')).not.toBeNull()
    expect(textKey('一二三四五六七八九十一二三四')).toBeNull()
    expect(textKey('一 二 三 四 五 六 七 八 九 十')).toBeNull()
  })
})

describe('a photograph that says it is older than the report', () => {
  const taken = (changes: Partial<Evidence>): Issue => ({
    ...sound,
    evidence: [evidence(), evidence({ id: 'e2', ...changes })],
  })

  test('is told by its number and both days', () => {
    expect(signalsOf(taken({ takenOn: day('2022-11-30') }), nothing)).toEqual([
      { kind: 'taken-before', no: 2, takenOn: '2022-11-30', reportedOn: '2022-12-01' },
    ])
  })

  test('is nothing from that day on, where it says no day, and where it shows what was reported', () => {
    expect(kinds(taken({ takenOn: day('2022-12-01') }))).toEqual([])
    expect(kinds(taken({}))).toEqual([])
    expect(kinds(taken({ takenOn: day('2022-11-30'), purpose: 'report' }))).toEqual([])
  })

  test('is told of five, not of sixty', () => {
    const old = Array.from({ length: 60 }, (_, index) => evidence({ id: `p${index}`, takenOn: day('2022-11-30') }))
    expect(kinds({ ...sound, evidence: old })).toHaveLength(5)
  })

  test('is told of a verifier’s photograph too', () => {
    expect(kinds(taken({ takenOn: day('2022-11-30'), purpose: 'verification' }))).toEqual(['taken-before'])
  })
})

describe('money without a voucher', () => {
  test('is told with its amount and the payments that lack one', () => {
    expect(signalsOf(waiting, nothing)).toEqual([
      { kind: 'unvouched', numbers: [1], amount: 300_000_000, settled: 300_000_000 },
    ])
  })

  test('is told of the part that lacks one', () => {
    const [paid] = waiting.instalments
    const instalments = paid
      ? [
          { ...paid, amount: 100_000_000, voucher: 'e1' },
          { ...paid, amount: 200_000_000 },
        ]
      : []
    expect(signalsOf({ ...waiting, instalments }, nothing)).toMatchObject([{ numbers: [2], amount: 200_000_000 }])
  })

  test('is told where an amount is involved and nothing is entered as paid', () => {
    const unpaid = { ...waiting, confirmed: null, settled: 0, instalments: [] }
    expect(signalsOf(unpaid, nothing)).toEqual([{ kind: 'nothing-paid', owed: 300_000_000 }])
    expect(kinds({ ...unpaid, confirmed: 0 })).toEqual([])
    expect(kinds({ ...unpaid, involved: null })).toEqual([])
  })

  test('is nothing before 销号 is applied for, and still told once it is struck off', () => {
    const paid = does('responsible', does('responsible', issueIn('rectifying'), acts.proof), acts.paid)
    expect(kinds(paid)).toEqual([])
    expect(kinds(issueIn('closed'))).toEqual(['unvouched'])
  })
})

describe('everything applied for on the last day', () => {
  const last = { ...sound, submittedOn: deadline }
  const days = (...all: readonly (typeof deadline)[]) => ({ applications: all.map((on) => ({ on, deadline })) })

  test('is told from three applications on', () => {
    expect(signalsOf(last, { ...nothing, ...days(deadline, deadline, deadline) })).toEqual([
      { kind: 'last-day', count: 3 },
    ])
    expect(kinds(last, days(deadline, deadline))).toEqual([])
  })

  test('is nothing where one came a day earlier, a day later, or had no deadline', () => {
    expect(kinds(last, days(deadline, deadline, addDays(deadline, -1)))).toEqual([])
    expect(kinds(last, days(deadline, deadline, addDays(deadline, 1)))).toEqual([])
    const { applications } = days(deadline, deadline)
    expect(kinds(last, { applications: [...applications, { on: deadline, deadline: null }] })).toEqual([])
  })

  test('is not told beside an issue nothing is applied for', () => {
    const all = days(deadline, deadline, deadline)
    expect(kinds({ ...issueIn('rectifying') }, all)).toEqual([])
  })
})

test.each(['dismissed', 'merged', 'withdrawn'] as const)('nothing is told of what is %s', (status) => {
  expect(kinds({ ...waiting, status }, { files: [{ id: 'e1', others: [elsewhere()] }] })).toEqual([])
})

test('they are for the office, who audits it and the named verifier, never for the unit', () => {
  const readers = everyone.filter((who) => readsSignals(waiting, person(who)))
  expect(readers).toEqual(['officer', 'second', 'director', 'administrator', 'auditor'])
  const named = { ...waiting, delegate: ids.outsider }
  expect(readsSignals(named, person('outsider'))).toBe(true)
  expect(readsSignals(waiting, person('both'))).toBe(false)
})

test('whatever is seen, the same is permitted', () => {
  const suspicious = { ...waiting, evidence: [evidence({ takenOn: day('2021-01-01') })] }
  const facts = {
    ...nothing,
    files: [{ id: 'e1', others: [elsewhere()] }],
    texts: [{ on: deadline, others: [elsewhere()] }],
  }
  expect(kinds(suspicious, facts)).toEqual(['same-file', 'same-text', 'taken-before', 'unvouched'])
  for (const who of everyone) {
    expect(permitted(suspicious, as(who), factsFor(suspicious))).toEqual(permitted(sound, as(who), factsFor(sound)))
  }
  expect(does('second', suspicious, acts.close).status).toBe('closed')
})
