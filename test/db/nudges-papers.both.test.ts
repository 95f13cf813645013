import { inOffice } from '#office'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Campaign } from '../../core/campaigns/campaign.ts'
import { amendCampaign, campaignVersion, moveCampaign } from '../../db/campaigns.ts'
import { transact } from '../../db/database.ts'
import { bindGroup } from '../../db/groups.ts'
import { setTakingPart } from '../../db/hand-ins.ts'
import { takeNudges } from '../../db/nudges/bundles.ts'
import { claimDue } from '../../db/outbox.ts'
import { end } from '../../db/outbox-ends.ts'
import { setPosts } from '../../db/people.ts'
import { nudges, watches } from '../../db/schema.ts'
import { losePerson } from '../../db/unreachable.ts'
import { fromLedger, owing, zero } from '../support/hand-ins.ts'
import { paper } from '../support/paper.ts'
import { at, deliver, hour, look } from '../support/nudges.ts'
import { world, type World } from '../support/world.ts'

const inCampaign = <T>(work: (w: World, p: ReturnType<typeof paper>) => T, campaign: Campaign = owing) =>
  inOffice((db) => {
    const w = world(db, campaign)
    return work(w, paper(w))
  })

function on(w: World, text: string): Record<string, string[]> {
  look(w.db, at(text))
  return deliver(w, at(text))
}

const count = (said: readonly string[] | undefined, text: string) => said?.filter((one) => one === text).length ?? 0

test('units that still owe a paper are told ahead, on its day, and ever higher after it', () =>
  inCampaign((w) => {
    // D1, D2 and, for its lead unit, D5 are due on 2022-12-05, a Monday; D3 on 2022-12-20.
    expect(count(on(w, '2022-12-02')['contact'], 'deliverable -1')).toBe(2)
    expect(count(on(w, '2022-12-05')['contact'], 'deliverable 0')).toBe(2)
    const next = on(w, '2022-12-06')
    expect(count(next['first'], 'deliverable 1')).toBe(2)
    expect(next).not.toHaveProperty('officer')
    expect(count(on(w, '2022-12-08')['officer'], 'deliverable 3')).toBeGreaterThan(2)
  }))

test('what was handed in is asked of nobody, also where the message was queued before', () =>
  inCampaign((w, p) => {
    look(w.db, at('2022-12-02'))
    w.clock.now = at('2022-12-02') + hour
    p.does('contact', p.of('D2'), fromLedger)
    const said = deliver(w, at('2022-12-02') + hour)
    expect(count(said['contact'], 'deliverable -1')).toBe(1)
    const row = w.db
      .select()
      .from(nudges)
      .where(eq(nudges.subject, p.of('D2')))
      .all()
    expect(row.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn'])
    expect(count(on(w, '2022-12-05')['contact'], 'deliverable 0')).toBe(1)
  }))

test('a paper returned is owed again', () =>
  inCampaign((w, p) => {
    p.does('contact', p.of('D2'), fromLedger)
    expect(count(on(w, '2022-12-02')['contact'], 'deliverable -1')).toBe(1)
    w.clock.now = at('2022-12-02') + hour
    p.does('officer', p.of('D2'), { type: 'return', reason: '缺第一责任人' })
    expect(count(on(w, '2022-12-05')['contact'], 'deliverable 0')).toBe(2)
  }))

test('a zero report that its head has not confirmed is still owed', () =>
  inCampaign((w, p) => {
    w.clock.now = at('2022-12-02') + hour
    p.does('contact', p.of('D1'), zero())
    expect(count(on(w, '2022-12-05')['contact'], 'deliverable 0')).toBe(2)
  }))

test('the office hears of a paper that waits too long to be accepted', () =>
  inCampaign((w, p) => {
    p.does('contact', p.of('D2'), fromLedger) // on Thursday 2022-12-01
    expect(on(w, '2022-12-05')['officer'] ?? []).not.toContain('acceptance 0')
    expect(on(w, '2022-12-06')['officer']).toContain('acceptance 0')
    w.clock.now = at('2022-12-06') + hour
    p.does('officer', p.of('D2'), { type: 'accept' })
    expect(on(w, '2022-12-07')['director'] ?? []).not.toContain('acceptance 1')
  }))

test('a unit taken out of the campaign is asked for nothing more', () =>
  inCampaign((w) => {
    const act = { actor: w.as('officer'), now: w.clock.now }
    const out = { campaign: 'LH2022', unit: w.units.port, takesPart: false, reason: '不涉企' }
    transact(w.db, (tx) => setTakingPart(tx, out, act))
    expect(on(w, '2022-12-02')).not.toHaveProperty('contact')
  }))

test('the group of all contacts is told who owes what, and nothing of issues', () =>
  inCampaign((w) => {
    const act = { actor: w.as('officer'), now: w.clock.now }
    w.to('rectifying')
    transact(w.db, (tx) => bindGroup(tx, { platform: 'demo', chatId: 'oc_all', unit: null, kind: 'contacts' }, act))
    expect(new Set(on(w, '2022-12-05')['oc_all'])).toEqual(new Set(['deliverable 0']))
    expect(on(w, '2022-12-28')['oc_all'] ?? []).not.toContain('measure:1 -3')
  }))

test('a working group’s paper stays its lead unit’s, also where a message didn’t reach whom it was for', () =>
  inCampaign((w) => {
    const [moment, { stranger, above }] = [at('2022-12-02'), w.people]
    const head = [{ unit: w.units.park, role: 'first' as const, scope: [] }]
    transact(w.db, (tx) => setPosts(tx, above, head, { actor: w.as('administrator'), now: w.clock.now }))
    look(w.db, moment)
    const row = transact(w.db, (tx) => claimDue(tx, moment, 100)).find(({ person }) => person === stranger)
    if (!row) throw new Error('nothing for the lead unit')
    transact(w.db, (tx) => {
      takeNudges(tx, row, moment)
      losePerson(tx, `demo-${stranger}`, { platform: 'demo', why: '已离职', now: moment })
      end(tx, row, { outcome: 'unreachable', why: '已离职' })
    })
    const papers = w.db.select().from(nudges).where(eq(nudges.subject, 'LH2022.D5.gG1')).all()
    expect(papers.map(({ receiver, state }) => [receiver, state])).toEqual([
      [`p${stranger}`, 'skipped'],
      [`p${above}`, 'due'],
    ])
  }))

test('a date that was amended is the one that is spoken of', () =>
  inCampaign((w) => {
    on(w, '2022-12-02')
    const seen = campaignVersion(w.db, 'LH2022')
    const amending = { set: [{ path: 'deliverables.D2.due', value: '2022-12-15' }], reason: '顺延' }
    const act = { actor: w.as('officer'), now: at('2022-12-02') + hour }
    const amended = transact(w.db, (tx) => amendCampaign(tx, { code: 'LH2022', seen, amending }, act))
    expect(amended?.ok).toBe(true)
    expect(count(on(w, '2022-12-05')['contact'], 'deliverable 0')).toBe(1)
    expect(count(on(w, '2022-12-15')['contact'], 'deliverable 0')).toBe(1)
  }))

test('after the end of a campaign its papers are asked for no more', () =>
  inCampaign((w) => {
    on(w, '2022-12-02')
    const act = { actor: w.as('director'), now: at('2022-12-02') + hour }
    for (const to of ['closing', 'ended'] as const)
      transact(w.db, (tx) => moveCampaign(tx, { code: 'LH2022', to, reason: null }, act))
    expect(on(w, '2022-12-05')).not.toHaveProperty('contact')
    expect(w.db.select().from(watches).where(eq(watches.subjectKind, 'item')).all()).toEqual([])
  }))

test('each period of a standing task is asked of its lead unit', () =>
  inCampaign((w) => {
    expect(on(w, '2022-12-30')['contact']).toContain('deliverable 0')
    expect(on(w, '2022-12-30')).not.toHaveProperty('stranger')
  }))
