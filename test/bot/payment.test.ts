import { expect, test } from 'vitest'
import { inOffice } from '#office'
import { issueCard } from '../../bot/present-issue.ts'
import { readerOf } from '../../bot/reader.ts'
import type { Fen } from '../../core/money.ts'
import { viewIssue } from '../../db/issues.ts'
import { day, evidence, world, type World } from '../support/world.ts'

type Paid = { readonly amount: Fen; readonly proven: boolean }

/** What the card of an issue of 300 万元 says once these payments were entered. */
const cardAfter = (...payments: readonly Paid[]) =>
  inOffice((db) => {
    const w: World = world(db)
    const issue = w.to('rectifying')
    const file = evidence({ by: w.people.responsible })
    w.does('responsible', w.on(issue, { type: 'attach', evidence: file }))
    for (const { amount, proven } of payments) {
      const payment = { on: day('2022-11-30'), amount, voucher: proven ? file.id : null, vouches: null }
      const said = { text: '拨付', percent: null, settled: null, done: [], payment } as const
      w.does('responsible', w.on(issue, { type: 'progress', ...said }))
    }
    const [actor, { now }] = [w.as('responsible'), w.clock]
    const view = viewIssue(db, actor, issue.serial, now)
    if (!view) throw new Error('no issue')
    return Promise.resolve(issueCard(readerOf(db, actor, { now, publicUrl: '' }), view, '').fallback)
  })

const proven = { amount: 100_000_000, proven: true }
const unproven = { amount: 50_000_000, proven: false }

test('the card of an issue says in one line what was paid, what of it nothing proves, and what is left', async () => {
  expect(await cardAfter()).not.toContain('已兑现金额')
  expect(await cardAfter(proven)).toContain('已兑现金额：100 万元，余 200 万元\n')
  expect(await cardAfter(unproven)).toContain('已兑现金额：50 万元（未附凭证），余 250 万元\n')
  expect(await cardAfter(proven, unproven)).toContain('已兑现金额：150 万元（50 万元未附凭证），余 150 万元\n')
  expect(await cardAfter({ amount: 300_000_000, proven: true })).toContain('已兑现金额：300 万元，全部兑现\n')
})
