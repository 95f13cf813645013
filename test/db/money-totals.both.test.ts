import { inOffice } from '#office'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unvouched } from '../../core/issue/instalment.ts'
import type { Issue } from '../../core/issue.ts'
import { inScope } from '../../core/lead.ts'
import type { Fen } from '../../core/money.ts'
import { startCampaign } from '../../db/campaigns.ts'
import { transact } from '../../db/database.ts'
import { findIssue } from '../../db/ledger.ts'
import { explainMoney, moneyCells, sumOfMoney, type Money } from '../../db/money-totals.ts'
import { setPosts } from '../../db/people.ts'
import { reproject } from '../../db/reproject.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { campaign } from '../support/campaign.ts'
import { day, evidence, particulars, plan, terms, world, type World } from '../support/world.ts'

const ends = ['none', 'none', 'none', 'dismiss', 'withdraw', 'merge'] as const

/** Up to 1万亿元: far beyond what 32 bits hold. */
const amount = fc.oneof(
  fc.integer({ min: 1, max: 100_000_000_000_000 }),
  fc.constantFrom(1, 2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1, 300_000_000),
)
type Story = {
  readonly campaign: 'LH2022' | 'LH2023'
  readonly unit: 'port' | 'park'
  readonly category: 'C2' | 'C9'
  readonly involved: Fen | null
  readonly confirmed: Fen | null
  readonly payments: readonly { readonly amount: Fen; readonly proven: boolean }[]
  readonly corrected: Fen | null
  readonly end: (typeof ends)[number]
}
const story: fc.Arbitrary<Story> = fc.record({
  campaign: fc.constantFrom('LH2022', 'LH2022', 'LH2023'),
  unit: fc.constantFrom('port', 'park'),
  category: fc.constantFrom('C2', 'C9'),
  involved: fc.option(amount),
  confirmed: fc.option(amount),
  payments: fc.array(fc.record({ amount, proven: fc.boolean() }), { maxLength: 3 }),
  corrected: fc.option(amount),
  end: fc.constantFrom(...ends),
})
const ledger = fc.array(story, { minLength: 1, maxLength: 8 })

/** Brings one issue about; what is refused on the way changes nothing. */
function tell(w: World, story: Story): Issue {
  const { contact, stranger } = w.people
  const [who, own] = story.unit === 'port' ? (['contact', contact] as const) : (['stranger', stranger] as const)
  const { category, involved } = story
  const caseNumber = category === 'C9' ? '（2022）豫1102民初123号' : null
  const content = particulars({ category, involved, caseNumber })
  const issue = w.does(
    who,
    w.report({ campaign: story.campaign, unit: w.units[story.unit], particulars: content, notDuplicate: true }),
  )
  w.run('officer', w.on(issue, { type: 'confirm', ...terms(), confirmed: story.confirmed, category }))
  w.run(who, w.on(issue, plan({ first: own, responsible: own })))
  w.run('officer', w.on(issue, { type: 'approve-plan' }))
  const file = evidence({ by: own })
  w.run(who, w.on(issue, { type: 'attach', evidence: file }))
  for (const { amount, proven } of story.payments) {
    const payment = { on: day('2022-11-30'), amount, voucher: proven ? file.id : null, vouches: null }
    const said = { text: '拨付', percent: null, settled: null, done: [], payment } as const
    w.run(who, w.on(issue, { type: 'progress', ...said }))
  }
  if (story.corrected !== null) {
    w.run('officer', w.on(issue, { type: 'correct', changed: { settled: story.corrected }, reason: '重复录入' }))
  }
  if (story.end === 'dismiss') w.run('officer', w.on(issue, { type: 'dismiss', reason: '经核实不属实' }))
  return issue
}

/** Only what is not confirmed yet can be withdrawn, so that goes before the rest of its story. */
function tellAll(w: World, stories: readonly Story[]): Issue[] {
  const serials = stories.map((story) => {
    if (story.end !== 'withdraw') return tell(w, story).serial
    const { involved } = story
    const issue = w.does('contact', w.report({ campaign: story.campaign, particulars: particulars({ involved }) }))
    w.does('contact', w.on(issue, { type: 'withdraw', reason: '报错了' }))
    return issue.serial
  })
  for (const [index, serial] of serials.entries()) {
    const into = serials.find((other) => other !== serial)
    if (stories[index]?.end === 'merge' && into) w.run('officer', w.on({ serial }, { type: 'merge', into }))
  }
  return serials.map((serial) => findIssue(w.db, serial)).filter((issue) => issue !== null)
}

/** Written again from the rule, one issue after another. */
function added(issues: readonly Issue[]): Money {
  const sum = (of: (issue: Issue) => number) => issues.reduce((total, issue) => total + of(issue), 0)
  return {
    count: issues.length,
    involved: sum(({ involved }) => involved ?? 0),
    confirmed: sum(({ confirmed }) => confirmed ?? 0),
    settled: sum(({ settled }) => settled),
    left: sum(({ confirmed, involved, settled }) => Math.max(0, (confirmed ?? involved ?? 0) - settled)),
    unproven: sum(unvouched),
  }
}

const counts = ({ status }: Issue) => !['dismissed', 'merged', 'withdrawn'].includes(status)

function withTwoCampaigns(w: World): World {
  const act = { actor: { kind: 'system', door: 'cli' }, now: w.clock.now } as const
  transact(w.db, (tx) => startCampaign(tx, { ...campaign, code: 'LH2023', title: '第二轮专项治理' }, act))
  return w
}

test('whatever happened, each total is the sum of its issues: by unit, category and campaign, for the office and a leader', () =>
  fc.assert(
    fc.asyncProperty(ledger, fc.constantFrom('#park', 'C9'), (stories, word) =>
      inOffice((db) => {
        const w = withTwoCampaigns(world(db))
        const issues = tellAll(w, stories).filter(counts)
        for (const code of ['LH2022', 'LH2023', undefined]) {
          const own = issues.filter((issue) => code === undefined || issue.campaign === code)
          const cells = moneyCells(db, w.as('officer'), code)
          expect(sumOfMoney(cells)).toEqual(added(own))
          for (const { campaign, unit, category, ...money } of cells) {
            const at = (one: Issue) => one.campaign === campaign && one.unit === unit && one.category === category
            expect(money).toEqual(added(own.filter(at)))
          }
        }
        const scope = [word === '#park' ? `#${w.units.park}` : word]
        const act = { actor: { kind: 'system', door: 'cli' }, now: w.clock.now } as const
        const post = { unit: w.units.city, role: 'leader', scope } as const
        transact(db, (tx) => setPosts(tx, w.people.leader, [post], act))
        expect(sumOfMoney(moneyCells(db, w.as('leader')))).toEqual(
          added(issues.filter((issue) => inScope(scope, issue))),
        )
        expect(sumOfMoney(moneyCells(db, w.as('contact')))).toEqual(added([]))
        expect(verifyLedger(db)).toBeNull()
        return Promise.resolve()
      }),
    ),
    { numRuns: 15 },
  ))

test('no issue is read for it, and nothing is sorted', () =>
  inOffice((db) => {
    const w = world(db)
    for (const code of ['LH2022', undefined]) {
      const plan = explainMoney(db, w.as('officer'), code)
      expect(plan).toHaveLength(1)
      expect(plan.join()).toContain('USING COVERING INDEX issues_money')
    }
  }))

test('rows written before money had columns of its own get them from their events', () =>
  inOffice((db) => {
    const w = world(db)
    w.to('closed')
    const before = moneyCells(db, w.as('officer'))
    expect(before).toMatchObject([{ settled: 300_000_000, unproven: 300_000_000, left: 0 }])
    transact(db, (tx) => {
      tx.run(sql`update issues set confirmed = null, settled = 0, unproven = 0`)
      tx.run(sql`delete from settings where name = 'projection'`)
    })
    expect(verifyLedger(db)).toMatchObject({ fault: 'differs' })
    reproject(db)
    expect(moneyCells(db, w.as('officer'))).toEqual(before)
  }))
