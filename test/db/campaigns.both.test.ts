import { inOffice } from '#office'
import { expect, test } from 'vitest'
import { amendCampaign, campaignEvents, campaignVersion, findCampaign, moveCampaign } from '../../db/campaigns.ts'
import { transact, type Db } from '../../db/database.ts'
import { formContext } from '../../db/form-context.ts'
import { findIssue } from '../../db/ledger.ts'
import { verifyLog } from '../../db/verify-log.ts'
import { world, type World } from '../support/world.ts'

const code = 'LH2022'

function move(db: Db, w: World, to: 'closing' | 'ended') {
  return transact(db, (tx) =>
    moveCampaign(tx, { code, to, reason: '到期' }, { actor: w.as('officer'), now: w.clock.now }),
  )
}

function amendTo(db: Db, w: World, value: string, seen = campaignVersion(db, code)) {
  const amending = { set: [{ path: 'rectify_by', value }], reason: '上级要求' }
  const act = { actor: w.as('director'), now: w.clock.now }
  return transact(db, (tx) => amendCampaign(tx, { code, seen, amending }, act))
}

const refusalOf = (outcome: ReturnType<World['run']>) => (outcome.ok ? null : outcome.refusal.code)

test('a campaign that winds up takes reports from the office only, and one that ended from nobody', () =>
  inOffice((db) => {
    const w = world(db)
    const open = w.to('rectifying')
    expect(move(db, w, 'closing')).toEqual({ open: 1 })
    expect(refusalOf(w.run('contact', w.report()))).toBe('campaign-closed')
    expect(refusalOf(w.run('officer', w.report()))).toBeNull()
    expect(move(db, w, 'ended')).toEqual({ open: 2 })
    expect(refusalOf(w.run('officer', w.report()))).toBe('campaign-ended')
    const worked = w.run(
      'responsible',
      w.on(open, { type: 'progress', text: '已上会', percent: null, settled: null, done: [] }),
    )
    expect(worked.ok).toBe(true)
  }))

test('winding up is done once, and only from running; the log says who, why and what was open', () =>
  inOffice((db) => {
    const w = world(db)
    expect(move(db, w, 'ended')).toBeNull()
    expect(move(db, w, 'closing')).toEqual({ open: 0 })
    expect(move(db, w, 'closing')).toBeNull()
    expect(findCampaign(db, code)?.state).toBe('closing')
    expect(campaignEvents(db, code)).toMatchObject([
      { type: 'campaign-started', by: null },
      { type: 'campaign-closing', by: w.people.officer, reason: '到期', open: 0 },
    ])
    expect(verifyLog(db).ok).toBe(true)
  }))

test('the form of a report is offered to those who may still report', () =>
  inOffice((db) => {
    const w = world(db)
    const offered = (who: 'contact' | 'officer') =>
      formContext(db, { actor: w.as(who), kind: 'report', issue: null, now: w.clock.now }) !== null
    expect([offered('contact'), offered('officer')]).toEqual([true, true])
    move(db, w, 'closing')
    expect([offered('contact'), offered('officer')]).toEqual([false, true])
    move(db, w, 'ended')
    expect([offered('contact'), offered('officer')]).toEqual([false, false])
  }))

test('an amendment changes the campaign, stands in the log, and leaves the dates of issues alone', () =>
  inOffice((db) => {
    const w = world(db)
    const issue = w.to('rectifying')
    expect(amendTo(db, w, '2022-12-31')).toMatchObject({ ok: true })
    expect(findCampaign(db, code)?.campaign.rectify_by.day).toBe('2022-12-31')
    expect(findIssue(db, issue.serial)?.deadline).toBe(issue.deadline)
    expect(campaignEvents(db, code).at(-1)).toMatchObject({
      type: 'campaign-amended',
      by: w.people.director,
      reason: '上级要求',
      changes: [{ path: 'rectify_by', before: '2023-05-31', after: '2022-12-31' }],
    })
    expect(verifyLog(db).ok).toBe(true)
  }))

test('whoever amends what another has amended meanwhile is told so, and nothing is written', () =>
  inOffice((db) => {
    const w = world(db)
    const seen = campaignVersion(db, code)
    expect(amendTo(db, w, '2023-06-30', seen)).toMatchObject({ ok: true })
    expect(amendTo(db, w, '2023-07-31', seen)).toBeNull()
    expect(findCampaign(db, code)?.campaign.rectify_by.day).toBe('2023-06-30')
  }))

test('what the campaign could not run with is refused, and nothing is written', () =>
  inOffice((db) => {
    const w = world(db)
    const before = campaignVersion(db, code)
    expect(amendTo(db, w, '2021-01-01')).toMatchObject({ ok: false, problems: [{ path: 'rectify_by' }] })
    expect(campaignVersion(db, code)).toBe(before)
  }))
