import { transact } from '../../../db/database.ts'
import { setPosts } from '../../../db/people.ts'
import { reviewedCampaign } from '../facts.ts'
import { day, terms, type World } from '../world.ts'
import type { ActRow } from './act.ts'

const extending = (w: World) =>
  w.does('responsible', w.on(w.to('rectifying'), { type: 'extend', to: day('2023-05-15'), reason: '资金未到位' }))
const proposed = (w: World) =>
  w.does('officer', w.on(w.to('rectifying'), { type: 'ask-dismissal', reason: '主体灭失' }))

/** 高联络 reviews for 高新区, the lead unit. */
const reviewing = (w: World) =>
  transact(w.db, (tx) => {
    const act = { actor: { kind: 'system', door: 'cli' }, now: w.clock.now } as const
    setPosts(tx, w.people.stranger, [{ unit: w.units.park, role: 'reviewer', scope: ['C2'] }], act)
  })
const applied = (w: World) => {
  reviewing(w)
  return w.to('verifying')
}
const referred = (w: World) => {
  reviewing(w)
  return w.does(
    'officer',
    w.on(w.does('officer', w.report({ source: 'letters', deadline: null })), { type: 'refer', note: null }),
  )
}
const { planDue, deadline } = terms()
const taken = { category: 'C2', confirmed: '300', planDue, deadline }

/** What the office and a lead unit's reviewer decide by buttons. */
export const officeActs: readonly ActRow[] = [
  {
    title: '确认',
    who: 'officer',
    from: (w) => w.to('reported'),
    steps: [{ says: '查 0001' }, { taps: '确认' }, { fills: taken }],
    reads: /已确认，责任单位会收到报措施的通知。/,
    event: 'confirmed',
  },
  {
    title: '退回补充, answered by 补充材料',
    who: 'officer',
    from: (w) => w.to('reported'),
    steps: [
      { says: '查 0001' },
      { taps: '退回补充' },
      { fills: { question: '请补协议' } },
      { by: 'contact', taps: '补充材料' },
      { by: 'contact', fills: { text: '协议已补' } },
    ],
    reads: /办公室请您补充：请补协议/,
    event: 'supplemented',
  },
  {
    title: '交办, by the lead unit',
    who: 'stranger',
    campaign: reviewedCampaign,
    from: referred,
    steps: [
      { says: '查 0001' },
      { taps: '交办' },
      { fills: { ...taken, signoffDue: '2022-12-05' } },
      { by: 'contact', taps: '签收' },
    ],
    reads: /牵头单位交办了这件事/,
    event: 'accepted',
  },
  {
    title: '措施通过',
    who: 'officer',
    from: (w) => w.to('plan_review'),
    steps: [{ says: '查 0001' }, { taps: '措施通过' }],
    reads: /措施已通过，责任单位会收到通知。/,
    event: 'plan-approved',
  },
  {
    title: '措施退回',
    who: 'officer',
    from: (w) => w.to('plan_review'),
    steps: [{ says: '措施退回 0001' }, { taps: '措施退回' }, { fills: { reason: '第二条要提前' } }],
    reads: /已退回，责任单位会收到退回原因。/,
    event: 'plan-returned',
  },
  {
    title: '同意延期',
    who: 'officer',
    from: extending,
    steps: [{ says: '查 0001' }, { taps: '同意延期' }, { fills: { to: '2023-05-15' } }],
    reads: /已同意延期，完成时限改为2023年5月15日/,
    event: 'extension-granted',
  },
  {
    title: '不同意延期',
    who: 'officer',
    from: extending,
    steps: [{ says: '查 0001' }, { taps: '不同意延期' }, { fills: { reason: '资金已经到位' } }],
    reads: /已答复不同意，责任单位会收到理由。/,
    event: 'extension-refused',
  },
  {
    title: '审核通过',
    who: 'stranger',
    campaign: reviewedCampaign,
    from: applied,
    steps: [{ says: '查 0001' }, { taps: '审核通过' }],
    reads: /审核已通过，转办公室核查。/,
    event: 'reviewed',
  },
  {
    title: '审核退回',
    who: 'stranger',
    campaign: reviewedCampaign,
    from: applied,
    steps: [{ says: '查 0001' }, { taps: '审核退回' }, { fills: { reason: '缺付款凭证' } }],
    reads: /已退回整改，责任单位会收到退回原因。/,
    event: 'review-returned',
  },
  {
    title: '不予列入, by the director',
    who: 'director',
    from: proposed,
    steps: [{ says: '查 0001' }, { taps: '不予列入' }, { fills: { reason: '主体灭失' } }],
    reads: /已不予列入。/,
    event: 'dismissed',
  },
]
