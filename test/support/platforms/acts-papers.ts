import { transact } from '../../../db/database.ts'
import { setSubstitute } from '../../../db/substitutes.ts'
import { owing } from '../hand-ins.ts'
import { day, type World } from '../world.ts'
import type { ActRow } from './act.ts'

const two = (w: World) => [w.to('rectifying'), w.to('rectifying')]

/** 刘具体 is away: 陈联络 hears in their place. */
const away = (w: World) => {
  w.to('rectifying')
  const { responsible, contact } = w.people
  const [from, to] = [day('2022-12-20'), day('2023-01-20')]
  const act = { actor: w.as('administrator'), now: w.clock.now }
  transact(w.db, (tx) => setSubstitute(tx, { person: responsible, substitute: contact, from, to, reason: '休假' }, act))
}

/** 零报告, papers, 交接, 周报, and what the clock says of itself. */
export const paperActs: readonly ActRow[] = [
  { title: '零报告, with nothing owed', who: 'contact', steps: [{ says: '零报告' }], reads: /没有要作零报告的事项/ },
  {
    title: '零报告, confirmed by the first responsible person',
    who: 'contact',
    campaign: owing,
    steps: [{ says: '零报告' }, { by: 'first', taps: '确认零报告' }],
    reads: /零报告已确认，已报办公室。/,
    event: 'zero-confirmed',
  },
  {
    title: '零报告, not confirmed',
    who: 'contact',
    campaign: owing,
    steps: [{ says: '零报告' }, { by: 'first', taps: '不确认' }],
    reads: /没有确认，联络员会收到通知。/,
    event: 'zero-declined',
  },
  {
    title: '待办, with papers to hand in',
    who: 'contact',
    campaign: owing,
    from: (w) => w.to('reported'),
    steps: [{ says: '待办' }, { taps: '按台账报送' }],
    reads: /已报，待办公室确认。/,
    event: 'handed-in',
  },
  {
    title: 'a file that is a paper to hand in',
    who: 'contact',
    campaign: owing,
    steps: [{ sends: '整改措施.pdf' }, { taps: '作为《整改措施》报送' }],
    reads: /“整改措施\.pdf”已作为《整改措施》报送，待办公室确认。/,
    event: 'handed-in',
  },
  {
    title: '交接, signed by who takes over',
    who: 'responsible',
    from: (w) => w.to('rectifying'),
    steps: [{ says: '交接 陈联络' }, { taps: '确认交接' }, { by: 'contact', taps: '全部签收' }],
    reads: /已签收 1 件，交接完成。/,
    event: 'items-signed',
  },
  {
    title: '移交, the older word, and one given back',
    who: 'responsible',
    from: two,
    steps: [
      { says: '移交 陈联络' },
      { taps: '确认交接' },
      { by: 'contact', taps: { label: '退回', of: 'LH2022-0002' } },
      { by: 'contact', fills: { reason: '不熟悉这件' }, button: '退回' },
    ],
    reads: /LH2022-0002 已退回，第一责任人会收到通知。/,
    event: 'items-returned',
  },
  {
    title: '周报, of somebody who gets none',
    who: 'contact',
    steps: [{ says: '周报' }],
    reads: /周报发给领导和办公室/,
  },
  {
    title: '周报, the week so far',
    who: 'officer',
    from: (w) => [w.to('rectifying'), w.to('closed')],
    steps: [{ says: '周报' }],
    reads: /招商引资失信专项治理/,
  },
  {
    title: 'the digest of a week, and 批示 under it',
    who: 'leader',
    from: (w) => [w.to('rectifying'), w.to('closed')],
    steps: [{ waits: '2022-12-05' }, { says: '请抓紧兑现', under: '周报' }],
    reads: /已记为对《招商引资失信专项治理》的批示，并已告知办公室。/,
    event: 'instructed',
  },
  {
    title: 'what falls due, and 已知悉',
    who: 'responsible',
    from: (w) => w.to('rectifying'),
    steps: [{ waits: '2022-12-28' }, { taps: '已知悉' }],
    reads: /已知悉（.*），办公室能看到。事情办完请更新进展。/,
    event: 'digest-sent',
  },
  {
    title: 'a reply under what falls due, about one of two',
    who: 'responsible',
    from: two,
    steps: [
      { waits: '2022-12-28' },
      { says: '首期已拨付', under: 'LH2022-0002' },
      { taps: 'LH2022-0002 临港产业园标准厂房补贴' },
    ],
    reads: /已记入进展。/,
    event: 'progressed',
  },
  {
    title: 'what falls due, to who stands in',
    who: 'contact',
    from: away,
    steps: [{ waits: '2022-12-28' }, { says: '进展 0001 资金已到账' }],
    reads: /您代理刘具体，请转告或协助办理。/,
    event: 'progressed',
  },
]
