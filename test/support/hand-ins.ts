import { dayOf } from '../../core/calendar/day.ts'
import { Campaign } from '../../core/campaigns/campaign.ts'
import { itemsOf } from '../../core/hand-ins/duty.ts'
import type { HandInFile } from '../../core/hand-ins/hand-in.ts'
import type { HandInAct, HandInFacts } from '../../core/hand-ins/hand-in-rules.ts'
import { campaign } from './campaign.ts'
import { person, units } from './facts.ts'
import { day, start } from './samples.ts'

/** The small campaign with something to hand in for units, a working group and the lead of a standing task. */
export const owing: Campaign = Campaign.parse({
  ...campaign,
  deliverables: [
    deliverable('D1', '自查情况和问题清单', { content: 'issues', due: '2022-12-05' }),
    deliverable('D2', '责任人名单', { content: 'people', due: '2022-12-05' }),
    deliverable('D3', '整改措施', { content: 'plan', due: '2022-12-20' }),
    deliverable('D4', '整改报告', { content: 'report', due: null }),
    deliverable('D5', '工作组问题清单', { content: 'issues', due: '2022-12-05', owes: 'group' }),
  ],
  groups: [
    { id: 'G1', name: '招商组', lead: '高新区', categories: ['C2'], from: '三' },
    { id: 'G2', name: '案件组', lead: '查无此局', categories: ['C9'], from: '三' },
  ],
  tasks: [{ id: 'T1', name: '信用评价', lead: ['临港区', '查无此局'], every: 'quarter', from: '(4)' }],
})

function deliverable(id: string, name: string, about: object) {
  return { id, name, owes: 'unit', to: '办公室', phase: 'P1', from: '四(一)', ...about }
}

/** Everything a decision about a paper of 临港区 needs, on 1 December 2022. */
export function handInFacts(item: string, changes: Partial<HandInFacts> = {}): HandInFacts {
  const found = itemsOf(owing, day('2022-11-10'), dayOf(start)).find(({ id }) => id === item)
  if (!found) throw new Error(item)
  return {
    now: start,
    today: dayOf(start),
    began: day('2022-11-10'),
    item: found,
    unit: units.port,
    asLead: false,
    categories: [],
    unitPeople: (['contact', 'responsible', 'first'] as const).map(person),
    office: (['officer', 'second', 'director', 'administrator'] as const).map(person),
    issues: [],
    head: { count: 9, hash: 'f'.repeat(64) },
    lastMove: null,
    returnedOn: null,
    ...changes,
  }
}

export function handedFile(changes: Partial<HandInFile> = {}): HandInFile {
  const facts = { sha256: 'b'.repeat(64), name: '自查情况.pdf', size: 2048, type: 'application/pdf' }
  return { ...facts, by: 1, at: start, ...changes }
}

export const fromLedger: HandInAct = { type: 'hand-in', files: null, on: null }
export const asFile = (...files: HandInFile[]): HandInAct => ({ type: 'hand-in', files, on: null })
export const zero = (...scan: HandInFile[]): HandInAct => ({ type: 'zero', scan, on: null })
