import type { Actor, PersonId, Role } from '../../../core/actor.ts'
import { Campaign } from '../../../core/campaigns/campaign.ts'
import { addDays, startOfDay, type Day } from '../../../core/calendar/day.ts'
import type { UnitId } from '../../../core/issue.ts'
import { startCampaign } from '../../../db/campaigns.ts'
import type { Tx } from '../../../db/database.ts'
import { bindGroup } from '../../../db/groups.ts'
import { addPerson, addUnit, bind, setPosts } from '../../../db/people.ts'
import { campaign as pattern } from '../campaign.ts'
import { day } from '../samples.ts'

/** A Monday; the office begins on it. */
export const firstDay: Day = day('2023-01-02')

export type Unit = {
  readonly id: UnitId
  readonly contact: PersonId
  readonly responsible: PersonId
  readonly first: PersonId
}
export type Cast = {
  readonly units: readonly Unit[]
  readonly officers: readonly PersonId[]
  readonly directors: readonly PersonId[]
}

const system: Actor = { kind: 'system', door: 'cli' }

/** No cap on deadlines, and three papers that every unit owes. */
function campaignOf(): Campaign {
  const paper = (id: string, name: string, days: number) => {
    return {
      id,
      name,
      owes: 'unit',
      content: 'report',
      to: '领导小组办公室',
      due: addDays(firstDay, days),
      phase: null,
      from: '四',
    }
  }
  const deliverables = [paper('D1', '自查报告', 40), paper('D2', '整改措施', 75), paper('D3', '整改报告', 200)]
  const nudges = { ...pattern.nudges, urgent: [3] }
  return Campaign.parse({ ...pattern, rectify_by: { day: null, from: '四' }, deliverables, nudges })
}

/** An office with so many units; a tenth of them has a group chat, and so has the office. */
export function cast(tx: Tx, units: number): Cast {
  const act = { actor: system, now: startOfDay(firstDay) }
  startCampaign(tx, campaignOf(), act)
  const person = (unit: UnitId, role: Role): PersonId => {
    const id = addPerson(tx, { name: `${role}${unit}`, title: null, phone: null }, act)
    setPosts(tx, id, [{ unit, role, scope: [] }], act)
    bind(tx, { platform: 'demo', externalId: `u${id}`, person: id }, act)
    return id
  }
  const office = addUnit(tx, { name: '专项办', kind: null, parent: null }, act)
  const officers = [person(office, 'officer'), person(office, 'officer'), person(office, 'officer')]
  const directors = [person(office, 'director')]
  bindGroup(tx, { platform: 'demo', chatId: 'office', unit: null }, act)
  const all = Array.from({ length: units }, (_, index): Unit => {
    const id = addUnit(tx, { name: `第${index + 1}单位`, kind: null, parent: null }, act)
    if (index % 10 === 0) bindGroup(tx, { platform: 'demo', chatId: `g${id}`, unit: id }, act)
    return { id, contact: person(id, 'contact'), responsible: person(id, 'responsible'), first: person(id, 'first') }
  })
  return { units: all, officers, directors }
}
