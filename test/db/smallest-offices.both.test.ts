import { inOffice } from '#office'
import { describe, expect, test } from 'vitest'
import type { PersonId, Role } from '../../core/actor.ts'
import type { Campaign } from '../../core/campaigns/campaign.ts'
import type { IssueAct } from '../../core/command.ts'
import type { Issue } from '../../core/issue.ts'
import type { Refusal } from '../../core/refusal.ts'
import { startCampaign } from '../../db/campaigns.ts'
import { transact, type Db } from '../../db/database.ts'
import { record } from '../../db/ledger.ts'
import { actorOf, addPerson, addUnit, setPosts } from '../../db/people.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { campaign } from '../support/campaign.ts'
import { reviewedCampaign } from '../support/facts.ts'
import { day, evidence, particulars, plan, start, terms, verification } from '../support/samples.ts'

const system = { kind: 'system', door: 'cli' } as const
const act = { actor: system, now: start }

type Cast = Readonly<Record<string, readonly (readonly [unit: '专项办' | '临港区' | '高新区', role: Role])[]>>

/** An office with just these people, who act on one issue of 临港区. */
function office(db: Db, cast: Cast, running: Campaign = campaign) {
  const people = transact(db, (tx) => {
    startCampaign(tx, running, act)
    const units = new Map(
      ['专项办', '临港区', '高新区'].map((name) => [name, addUnit(tx, { name, kind: null, parent: null }, act)]),
    )
    const ids = Object.entries(cast).map(([name, posts]): [string, PersonId] => {
      const id = addPerson(tx, { name, title: null, phone: null }, act)
      const held = posts.map(([unit, role]) => ({ unit: units.get(unit) ?? 0, role, scope: [] }))
      setPosts(tx, id, held, act)
      return [name, id]
    })
    return { ids: new Map(ids), port: units.get('临港区') ?? 0 }
  })
  const id = (name: string) => people.ids.get(name) ?? 0
  const run = (name: string, command: Parameters<typeof record>[1]['command']) =>
    transact(db, (tx) => record(tx, { actor: actorOf(db, id(name), 'console'), command, now: start }))
  let issue: Issue | null = null
  const does = (name: string, wanted: IssueAct): Issue => {
    const outcome = run(name, { ...wanted, serial: 'LH2022-0001', seen: null })
    if (!outcome.ok) throw new Error(`${name} ${wanted.type}: ${JSON.stringify(outcome.refusal)}`)
    return (issue = outcome.issue)
  }
  const refused = (name: string, wanted: IssueAct): Refusal | null => {
    const outcome = run(name, { ...wanted, serial: 'LH2022-0001', seen: null })
    return outcome.ok ? null : outcome.refusal
  }
  const reports = (name: string) => {
    const own = { type: 'report', campaign: running.code, unit: people.port, source: 'self' } as const
    const outcome = run(name, { ...own, particulars: particulars(), deadline: day('2023-03-31'), notDuplicate: true })
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
  }
  return { id, does, refused, reports, now: () => issue }
}

const port: Cast = { 陈联络: [['临港区', 'contact']], 马主任: [['临港区', 'first']] }
const paid: IssueAct = { type: 'progress', text: '全部拨付', percent: 100, settled: 300_000_000, done: [1, 2] }
const submit: IssueAct = { type: 'submit', text: null, waived: [], waiver: null }
const close: IssueAct = { type: 'close', verification: verification({ inspectors: ['高核查', '李敏'] }) }

/** From the report to the application for 销号, the progress typed by `by`. */
function upToVerifying(
  { id, does, reports }: ReturnType<typeof office>,
  { officer, by }: { officer: string; by: string },
) {
  reports('陈联络')
  does(officer, { type: 'confirm', ...terms() })
  does('陈联络', plan({ first: id('马主任'), responsible: id('陈联络') }))
  does(officer, { type: 'approve-plan' })
  does('陈联络', { type: 'attach', evidence: evidence({ by: id('陈联络') }) })
  does(by, paid)
  does('陈联络', submit)
}

describe('the smallest offices bring an issue from report to 销号', () => {
  test('one officer, who typed the progress himself: the administrator names somebody of another unit', () =>
    inOffice((db) => {
      const o = office(db, {
        ...port,
        李敏: [['专项办', 'officer']],
        钱管理: [['专项办', 'administrator']],
        高核查: [['高新区', 'contact']],
      })
      upToVerifying(o, { officer: '李敏', by: '李敏' })
      expect(o.refused('李敏', close)).toEqual({ code: 'barred', why: 'progress' })
      expect(o.refused('钱管理', close)).toMatchObject({ code: 'not-yours' })
      o.does('钱管理', { type: 'name-verifier', person: o.id('高核查'), reason: '经办人录过进展' })
      expect(o.does('高核查', close).status).toBe('closed')
      expect(verifyLedger(db)).toBe(null)
    }))

  test('one officer, who left the progress to the unit, verifies alone', () =>
    inOffice((db) => {
      const o = office(db, { ...port, 李敏: [['专项办', 'officer']] })
      upToVerifying(o, { officer: '李敏', by: '陈联络' })
      expect(o.refused('陈联络', close)).toMatchObject({ code: 'barred', why: 'unit' })
      expect(o.does('李敏', close).closed).toMatchObject({ by: o.id('李敏'), inTime: true })
    }))

  test('the office sits in the bureau it watches: plan and verification are somebody else’s', () =>
    inOffice((db) => {
      const o = office(db, {
        ...port,
        李敏: [['临港区', 'officer']],
        赵主任: [['临港区', 'director']],
        高核查: [['高新区', 'contact']],
      })
      o.reports('陈联络')
      o.does('李敏', { type: 'confirm', ...terms() })
      o.does('陈联络', plan({ first: o.id('马主任'), responsible: o.id('陈联络') }))
      expect(o.refused('李敏', { type: 'approve-plan' })).toEqual({ code: 'own-plan' })
      o.does('赵主任', { type: 'name-verifier', person: o.id('高核查'), reason: '办公室设在本单位' })
      o.does('高核查', { type: 'approve-plan' })
      o.does('陈联络', { type: 'attach', evidence: evidence({ by: o.id('陈联络') }) })
      o.does('陈联络', paid)
      o.does('陈联络', submit)
      expect(o.does('高核查', close).status).toBe('closed')
    }))

  test('the lead unit is the responsible unit: its review falls away', () =>
    inOffice((db) => {
      const own: Campaign = {
        ...reviewedCampaign,
        groups: reviewedCampaign.groups.map((group) => ({ ...group, lead: '临港区' })),
      }
      const o = office(db, { ...port, 吴审核: [['临港区', 'reviewer']], 李敏: [['专项办', 'officer']] }, own)
      upToVerifying(o, { officer: '李敏', by: '陈联络' })
      expect(o.now()?.stage).toBe('office')
      expect(o.refused('吴审核', { type: 'pass-review' })).not.toBe(null)
      expect(o.does('李敏', close).status).toBe('closed')
    }))

  test('no administrator: the director names the verifier and everything else is the officers’', () =>
    inOffice((db) => {
      const o = office(db, {
        ...port,
        李敏: [['专项办', 'officer']],
        赵主任: [['专项办', 'director']],
        高核查: [['高新区', 'contact']],
      })
      upToVerifying(o, { officer: '李敏', by: '李敏' })
      expect(o.does('赵主任', close).status).toBe('closed')
    }))

  test('no director, and both officers typed progress: the administrator names a verifier', () =>
    inOffice((db) => {
      const o = office(db, {
        ...port,
        李敏: [['专项办', 'officer']],
        王强: [['专项办', 'officer']],
        钱管理: [['专项办', 'administrator']],
        高核查: [['高新区', 'contact']],
      })
      upToVerifying(o, { officer: '李敏', by: '李敏' })
      o.does('陈联络', { type: 'unsubmit', reason: null })
      o.does('王强', { ...paid, text: '补录', done: [] })
      o.does('陈联络', submit)
      expect(o.refused('王强', close)).toEqual({ code: 'barred', why: 'progress' })
      o.does('钱管理', { type: 'name-verifier', person: o.id('高核查'), reason: '都录过进展' })
      expect(o.does('高核查', close).status).toBe('closed')
    }))
})
