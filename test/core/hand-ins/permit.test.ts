import { describe, expect, test } from 'vitest'
import { blankHandIn, type HandIn } from '../../../core/hand-ins/hand-in.ts'
import { answersFor, maySeeHandIn, permitHandIn, permittedHandIn } from '../../../core/hand-ins/hand-in-permit.ts'
import type { HandInFacts } from '../../../core/hand-ins/hand-in-rules.ts'
import { as, everyone, ids, person, system, units, type Who } from '../../support/facts.ts'
import { handedFile, handInFacts } from '../../support/hand-ins.ts'

type Standing = Partial<Pick<HandIn, 'content' | 'behalf' | 'handedBy'>>
const blank = () => blankHandIn(`LH2022.D1.u${units.port}`)
const standing = (status: HandIn['status'], changes: Standing = {}): HandIn => ({ ...blank(), status, ...changes })
const file = { kind: 'files', files: [handedFile()] } as const
const list = { kind: 'issues', serials: [], stock: 0, fresh: 0, closed: 0, head: { count: 0, hash: '' } } as const

const may = (who: Who, handIn: HandIn, changes: Partial<HandInFacts> = {}, item = 'D1') =>
  permittedHandIn(handIn, as(who), handInFacts(item, changes)).join(' ')
const refusal = (who: Who, act: Parameters<typeof permitHandIn>[0], changes: Partial<HandInFacts> = {}) =>
  permitHandIn(act, standing('handed', { content: file }), as(who), handInFacts('D1', changes))

describe('who may do what with a paper', () => {
  /** missing, claimed, handed, accepted, returned. */
  test.each<[Who, string[]]>([
    ['contact', ['hand-in zero', 'hand-in withdraw', 'add-file withdraw', '', 'hand-in zero']],
    ['responsible', ['hand-in zero', 'hand-in withdraw', 'add-file withdraw', '', 'hand-in zero']],
    ['first', ['hand-in zero', 'hand-in confirm-zero decline-zero withdraw', 'add-file withdraw', '', 'hand-in zero']],
    ['officer', ['hand-in zero', 'hand-in', 'add-file accept return', 'return', 'hand-in zero']],
    ['director', ['hand-in zero', 'hand-in', 'add-file accept return', 'return', 'hand-in zero']],
    ['both', ['hand-in zero', 'hand-in withdraw', 'add-file withdraw', '', 'hand-in zero']],
    ...(['administrator', 'auditor', 'leaderOfAll', 'leaderOfUnit'] as const).map((who): [Who, string[]] => [
      who,
      ['', '', '', '', ''],
    ]),
    ...(
      ['stranger', 'strangerFirst', 'reviewer', 'above', 'leaderElsewhere', 'leaderOfCategory', 'nobody'] as const
    ).map((who): [Who, string[]] => [who, ['', '', '', '', '']]),
  ])('%s', (who, expected) => {
    const zero = { content: { kind: 'zero', scan: [] } } as const
    const all = [
      blank(),
      standing('claimed', zero),
      standing('handed', { content: file }),
      standing('accepted'),
      standing('returned'),
    ]
    expect(all.map((handIn) => may(who, handIn))).toEqual(expected)
  })

  test('files are added to a document or a zero report, not to a list out of the ledger', () => {
    const handed = (content: HandIn['content']) => may('contact', standing('handed', { content }))
    expect([handed(file), handed({ kind: 'zero', scan: [] }), handed(list)]).toEqual([
      'add-file withdraw',
      'add-file withdraw',
      'withdraw',
    ])
    const adding = permitHandIn('add-file', standing('handed', { content: list }), as('contact'), handInFacts('D1'))
    expect(adding).toEqual({ code: 'wrong-state', status: 'handed' })
  })

  test('a zero report is for a list of issues', () => expect(may('contact', blank(), {}, 'D2')).toBe('hand-in'))

  test('what a lead unit owes as such its reviewers hand in too; what it owes itself they don’t', () => {
    const group = { unit: units.park, categories: ['C2'] }
    expect(may('reviewer', blank(), { ...group, asLead: true })).toBe('hand-in zero')
    expect(may('stranger', blank(), { ...group, asLead: true })).toBe('hand-in zero')
    expect(may('reviewer', blank(), group)).toBe('')
    expect(permitHandIn('hand-in', blank(), as('reviewer'), handInFacts('D5', group))).toEqual({
      code: 'not-yours',
      whose: 'unit',
    })
    expect(permitHandIn('hand-in', blank(), as('contact'), handInFacts('D5', group))).toEqual({ code: 'not-found' })
  })

  test('reviewing elsewhere, or sitting there as something else, is not reviewing there', () => {
    const seated = { posts: [...person('reviewer').posts, { unit: units.port, role: 'leader' as const, scope: [] }] }
    expect(answersFor(seated, { unit: units.port, asLead: true })).toBe(false)
    expect(answersFor(seated, { unit: units.park, asLead: true })).toBe(true)
  })

  test('where the office doesn’t have the lead unit, it hands in itself and accepts it', () => {
    const unknown = { unit: null, asLead: true, categories: ['C9'], unitPeople: [] }
    expect(may('officer', blank(), unknown)).toBe('hand-in zero')
    expect(may('officer', standing('handed', { content: file }), unknown)).toBe('add-file accept return')
    expect(may('contact', blank(), unknown)).toBe('')
  })

  test('by itself nothing is handed in', () => {
    expect(permittedHandIn(blank(), system, handInFacts('D1'))).toEqual([])
    expect(permitHandIn('hand-in', blank(), system, handInFacts('D1'))).toEqual({ code: 'not-yours', whose: 'unit' })
  })
})

describe('what whoever may not is told', () => {
  test.each<[Who, Parameters<typeof permitHandIn>[0], object]>([
    ['contact', 'accept', { code: 'not-yours', whose: 'office' }],
    ['contact', 'confirm-zero', { code: 'not-yours', whose: 'first' }],
    ['officer', 'withdraw', { code: 'not-yours', whose: 'unit' }],
    ['auditor', 'hand-in', { code: 'not-yours', whose: 'unit' }],
    ['leaderOfUnit', 'return', { code: 'not-yours', whose: 'office' }],
    ['both', 'accept', { code: 'own' }],
    ['both', 'return', { code: 'own' }],
    ['stranger', 'accept', { code: 'not-found' }],
    ['officer', 'hand-in', { code: 'wrong-state', status: 'handed' }],
  ])('%s, of %s', (who, act, expected) => expect(refusal(who, act)).toEqual(expected))
})

describe('what the office wrote down for the unit', () => {
  const entered = () => standing('handed', { content: file, behalf: true, handedBy: ids.officer })
  const accepts = (who: Who, handIn: HandIn, ...office: Who[]) =>
    permitHandIn('accept', handIn, as(who), handInFacts('D1', { office: office.map(person) }))?.code ?? 'ok'

  test('another one of the office accepts', () => {
    expect(accepts('officer', entered(), 'officer', 'second')).toBe('own-entry')
    expect(accepts('officer', entered(), 'officer', 'director')).toBe('own-entry')
    expect(accepts('second', entered(), 'officer', 'second')).toBe('ok')
  })

  test('or whoever did, where nobody else of the office could', () => {
    expect(accepts('officer', entered(), 'officer')).toBe('ok')
    expect(accepts('officer', entered(), 'officer', 'administrator')).toBe('ok')
    expect(accepts('officer', entered(), 'officer', 'both')).toBe('ok')
  })

  test('is asked of what was written down only', () => {
    expect(accepts('officer', { ...entered(), behalf: false }, 'officer', 'second')).toBe('ok')
  })
})

describe('who may know of a hand-in', () => {
  const seers = (unit: number | null, categories: string[] = []) =>
    [...everyone, 'both' as const].filter((who) => maySeeHandIn(as(who), { unit, categories })).sort()
  const office = ['administrator', 'auditor', 'both', 'director', 'leaderOfAll', 'officer', 'second']

  test('a unit’s own: its people, the office and who reads everything, and leaders of it', () => {
    expect(seers(units.port)).toEqual([...office, 'contact', 'first', 'leaderOfUnit', 'responsible'].sort())
  })

  test('a group’s: its lead unit’s people, and leaders of all its categories', () => {
    const lead = ['leaderElsewhere', 'outsider', 'reviewer', 'stranger', 'strangerFirst']
    expect(seers(units.park, ['C2'])).toEqual([...office, ...lead, 'leaderOfCategory'].sort())
    expect(seers(units.park, ['C2', 'C9'])).toEqual([...office, ...lead].sort())
    expect(seers(null, ['C2'])).toEqual([...office, 'leaderOfCategory'].sort())
  })

  test('of several categories a leader of every one, in one post or in several; not of some', () => {
    const seenBy = (...scopes: string[][]) => {
      const posts = scopes.map((scope) => ({ unit: units.city, role: 'leader', scope }) as const)
      return maySeeHandIn({ ...as('leaderOfAll'), posts }, { unit: units.park, categories: ['C2', 'C9'] })
    }
    expect([seenBy([]), seenBy([`#${units.park}`]), seenBy(['C2', 'C9', 'C1']), seenBy(['C2'], ['C9'])]).toEqual(
      Array(4).fill(true),
    )
    expect([seenBy(['C2']), seenBy(['C9', `#${units.port}`])]).toEqual([false, false])
  })

  test('a leader’s seat in the unit shows nothing: their scope does', () => {
    const seated = { ...as('leaderOfAll'), posts: [{ unit: units.port, role: 'leader' as const, scope: ['C9'] }] }
    expect(maySeeHandIn(seated, { unit: units.port, categories: [] })).toBe(false)
  })

  test('the system itself', () => expect(maySeeHandIn(system, { unit: null, categories: [] })).toBe(true))
})
