import { day, particulars, terms, type World } from '../world.ts'
import type { ActRow } from './act.ts'

/** An issue that came from elsewhere, given to 临港区. */
export const assigned = (w: World, title = '临港产业园标准厂房补贴') => {
  const lead = w.does('officer', w.report({ source: 'letters', deadline: null, particulars: particulars({ title }) }))
  const act = { type: 'assign', unit: w.units.port, signoffDue: day('2022-12-05'), ...terms() } as const
  return w.does('officer', w.on(lead, act))
}

/** All is done that was planned, but nobody has asked for 销号 yet. */
const finished = (w: World) =>
  w.does('responsible', w.on(w.to('verifying'), { type: 'unsubmit', reason: '补一张回单' }))

/** What the responsible unit does, in chat and on the form page. */
export const unitActs: readonly ActRow[] = [
  {
    title: '签收, by a button',
    who: 'contact',
    from: (w) => assigned(w),
    steps: [{ says: '查 0001' }, { taps: '签收' }],
    reads: /已签收，请在期限前报整改措施。/,
    event: 'accepted',
  },
  {
    title: '签收, in words',
    who: 'contact',
    from: (w) => assigned(w),
    steps: [{ says: '签收 0001' }],
    reads: /已签收，请在期限前报整改措施。/,
    event: 'accepted',
  },
  {
    title: '签收, by the button of what was just given to the unit',
    who: 'contact',
    steps: [{ meanwhile: (w) => assigned(w) }, { taps: '签收' }],
    reads: /已签收，请在期限前报整改措施。/,
    event: 'accepted',
  },
  {
    title: '签收, of the second in a list',
    who: 'contact',
    from: (w) => [assigned(w), assigned(w, '高铁站广场保证金')],
    steps: [{ says: '待办' }, { taps: { label: '签收', of: 'LH2022-0002' } }],
    reads: /LH2022-0002 待报措施/,
    event: 'accepted',
  },
  {
    title: '退办, by a button and its form',
    who: 'contact',
    from: (w) => assigned(w),
    steps: [{ says: '查 0001' }, { taps: '退办' }, { fills: { reason: '不归本区' } }],
    reads: /已退办/,
    event: 'declined',
  },
  {
    title: '退回交办, the older word',
    who: 'contact',
    from: (w) => assigned(w),
    steps: [{ says: '退回交办 0001 不归本区' }],
    reads: /已退办/,
    event: 'declined',
  },
  {
    title: '措施, by its form',
    who: 'responsible',
    from: (w) => w.to('planning'),
    steps: [{ says: '措施 0001' }, { fills: { disposition: 'fulfil', measure1: '核对补贴金额', due1: '2022-12-31' } }],
    reads: /措施已报，待办公室审核。/,
    event: 'planned',
  },
  {
    title: '调整方案, by its form',
    who: 'responsible',
    from: (w) => w.to('rectifying'),
    steps: [{ says: '调整方案 0001' }, { fills: { reason: '资金晚到', due2: '2023-03-30' } }],
    reads: /调整方案已报，待办公室审核/,
    event: 'replanned',
  },
  {
    title: '进展, in words',
    who: 'responsible',
    from: (w) => w.to('rectifying'),
    steps: [{ says: '进展 0001 已与企业签订补充协议' }],
    reads: /LH2022-0001 已记入进展。/,
    event: 'progressed',
  },
  {
    title: '进展, in full width and other punctuation',
    who: 'responsible',
    from: (w) => w.to('rectifying'),
    steps: [{ says: '　【进展】００01：已与企业签订补充协议' }],
    reads: /LH2022-0001 已记入进展。/,
    event: 'progressed',
  },
  {
    title: '进展, by its form',
    who: 'responsible',
    from: (w) => w.to('rectifying'),
    steps: [{ says: '进展 0001' }, { fills: { text: '已与企业签订补充协议' } }],
    reads: /已记入进展。/,
    event: 'progressed',
  },
  {
    title: '进展 with money, asked about before it counts',
    who: 'responsible',
    from: (w) => w.to('rectifying'),
    steps: [{ says: '进展 0001 首期150万今天已打款' }, { taps: '对，记入' }],
    reads: /已记入进展。/,
    event: 'progressed',
  },
  {
    title: '进展 with money that was misread',
    who: 'responsible',
    from: (w) => w.to('rectifying'),
    steps: [{ says: '进展 0001 首期150万今天已打款' }, { taps: '改一下' }],
    reads: /已兑现金额/,
    event: 'progressed',
  },
  {
    title: '延期, by its form',
    who: 'responsible',
    from: (w) => w.to('rectifying'),
    steps: [{ says: '延期 0001' }, { fills: { to: '2023-04-30', reason: '资金未到位' } }],
    reads: /已申请延期至2023年4月30日/,
    event: 'extension-asked',
  },
  {
    title: '销号, by its form',
    who: 'responsible',
    from: finished,
    steps: [{ says: '销号 0001' }, { fills: { text: '补贴已全部兑现' } }],
    reads: /已申请销号，请等审核和核查。/,
    event: 'submitted',
  },
  {
    title: '销号, before all is done',
    who: 'responsible',
    from: (w) => w.to('rectifying'),
    steps: [{ says: '查 0001' }, { taps: '申请销号' }],
    reads: /申请销号/,
  },
  {
    title: '撤回申请, by the word that takes back',
    who: 'responsible',
    from: (w) => w.to('verifying'),
    steps: [{ says: '撤回 0001 补一张回单' }],
    reads: /已撤回销号申请。/,
    event: 'submission-withdrawn',
  },
  {
    title: '异议, by its form',
    who: 'contact',
    from: (w) => assigned(w),
    steps: [{ says: '异议 0001' }, { fills: { about: 'assignment', reason: '不归本区管' } }],
    reads: /已提出异议，待办公室答复/,
    event: 'appealed',
  },
  {
    title: '留言',
    who: 'above',
    from: (w) => w.to('rectifying'),
    steps: [{ says: '留言 0001 请抓紧拨付' }],
    reads: /LH2022-0001 已记为留言。/,
    event: 'commented',
  },
  {
    title: 'a command without its serial',
    who: 'responsible',
    from: (w) => [w.to('rectifying'), w.to('rectifying')],
    steps: [{ says: '延期' }],
    reads: /要申请延期哪一件？请带上编号/,
  },
]
