import { describe, expect, test } from 'vitest'
import { masked, redactedMark, refuseAsking, refuseDeciding, sideOf } from '../../core/redaction.ts'
import type { Actor, ActingPerson } from '../../core/actor.ts'
import { as, everyone, ids, person, system } from '../support/facts.ts'

const words = '身份证411102'
const both: ActingPerson = { ...as('director'), posts: [...as('auditor').posts, ...as('director').posts] }

describe('whose part it is', () => {
  test('the director’s and the auditor’s; who is both counts as the director', () => {
    const sides = everyone.map((who) => [who, sideOf(person(who))]).filter(([, side]) => side !== null)
    expect(sides).toEqual([
      ['director', 'director'],
      ['auditor', 'auditor'],
    ])
    expect(sideOf(both)).toBe('director')
  })
})

describe('asking for words to go', () => {
  const asks = (asked: { words?: string | null; reason?: string }, actor: Actor = as('director')) =>
    refuseAsking(actor, { words, reason: '误录公民身份信息', ...asked })

  test('is for those two, and for nobody else, nor for the system', () => {
    const may = everyone.filter((who) => asks({}, as(who)) === null)
    expect(may).toEqual(['director', 'auditor'])
    expect(asks({}, system)).toBe('not-yours')
  })

  test.each([
    ['for no words at all', { words: ' \n' }, 'no-words'],
    ['for one sign, which stands in half the log', { words: '身' }, 'short-words'],
    ['for two signs of which one is a blank', { words: '身 ' }, 'short-words'],
    ['for two', { words: '孙某' }, null],
    ['for a file instead of words', { words: null }, null],
    ['without a reason', { reason: ' ' }, 'no-reason'],
    ['for a file without one', { words: null, reason: '' }, 'no-reason'],
    ['with a reason that says them again', { reason: `有人写了${words}，误录` }, 'words-in-reason'],
  ] as const)('%s', (_, asked, refused) => {
    expect(asks(asked)).toBe(refused)
  })
})

describe('deciding about it', () => {
  const decides = (actor: Actor, side: 'director' | 'auditor', by: number) => refuseDeciding(actor, { by, side })

  test('is for somebody else on the other side', () => {
    expect(decides(as('auditor'), 'director', ids.director)).toBeNull()
    expect(decides(as('director'), 'auditor', ids.auditor)).toBeNull()
  })

  test('is not for whoever asked, whatever they have become since', () => {
    expect(decides(as('director'), 'director', ids.director)).toBe('same-person')
    expect(decides(as('auditor'), 'director', ids.auditor)).toBe('same-person')
  })

  test('is not for a second one of the same side, nor for who is both', () => {
    expect(decides(as('director'), 'director', 99)).toBe('same-side')
    expect(decides(both, 'director', 99)).toBe('same-side')
  })

  test('is for nobody else', () => {
    for (const actor of [as('officer'), as('administrator'), as('contact'), system])
      expect(decides(actor, 'director', ids.director)).toBe('not-yours')
  })
})

describe('what is left without the words', () => {
  test('is everything else, however deep they stood and however often', () => {
    const event = {
      type: 'reported',
      serial: 'LH2022-0001',
      particulars: { title: `${words}的补贴`, course: `先是${words}，后是${words}`, involved: 300, enterprise: null },
      evidence: [{ name: `${words}.jpg`, size: 12 }],
      inspectors: ['王强', `见${words}`],
      notDuplicate: false,
      before: undefined,
    }
    expect(masked(event, words)).toEqual({
      ...event,
      particulars: {
        title: '［已涂抹］的补贴',
        course: '先是［已涂抹］，后是［已涂抹］',
        involved: 300,
        enterprise: null,
      },
      evidence: [{ name: '［已涂抹］.jpg', size: 12 }],
      inspectors: ['王强', '见［已涂抹］'],
    })
  })

  test('is a date wherever it is one: its days are no words', () => {
    const dated = {
      due: '2023-03-31',
      happened: '2023-03',
      text: '2023-03-31前付清',
      no: 'A2023-03',
      on: '2023-03-311',
    }
    expect(masked(dated, '2023-03')).toEqual({
      due: '2023-03-31',
      happened: '2023-03',
      text: `${redactedMark}-31前付清`,
      no: `A${redactedMark}`,
      on: `${redactedMark}-311`,
    })
  })

  const file = { id: 'e17', sha256: 'f17', name: '说明.jpg', type: 'image/17', purpose: 'progress-17' }
  test.each<[what: string, event: object]>([
    ['reported', { type: 'r17', serial: 'LH-17', campaign: 'LH17', source: 's17', particulars: { category: 'C17' } }],
    ['imported', { status: 's17', plan: { disposition: 'd17', measures: [{ state: 's17' }] } }],
    ['submitted', { stage: 's17' }],
    ['evidence-added', { evidence: file }],
    ['absorbed', { from: 'LH-17', evidence: [file] }],
    ['merged', { into: 'LH-17' }],
    ['linked', { to: 'LH-17' }],
    ['progressed', { paid: { voucher: 'e17' }, vouched: { no: 1, voucher: 'e17' } }],
    ['closed', { verification: { photographs: ['e17', 'e18'] } }],
    ['flagged', { kind: 'k17', evidence: ['e17'] }],
    ['denial-overruled', { evidence: 'e17' }],
    ['handed-in', { content: { kind: 'issues', serials: ['LH-17'], head: { count: 1, hash: 'a17' } } }],
    ['of the office’s people and chats', { role: 'r17', door: 'd17', platform: 'p17', act: 'a17' }],
  ])('%s still names what it named: where the words are part of that, they stay', (_, event) => {
    expect(masked({ ...event, text: '见17号' }, '17')).toEqual({ ...event, text: `见${redactedMark}号` })
  })
})
