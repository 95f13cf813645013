import { day, terms, type World } from '../world.ts'
import type { ActRow } from './act.ts'

const report = {
  title: '临港产业园标准厂房补贴',
  cause: '财政资金未安排',
  course: '2021年签订协议，承诺补贴300万元，至今未兑现',
  happened: '2021-03',
  category: 'C2',
  enterprise: '某某科技有限公司',
  involved: '300',
  deadline: '2023-03-31',
}

const assigned = (w: World) => {
  const lead = w.does('officer', w.report({ source: 'letters', deadline: null }))
  const act = { type: 'assign', unit: w.units.port, signoffDue: day('2022-12-05'), ...terms() } as const
  return w.does('officer', w.on(lead, act))
}
const asked = (w: World) => w.does('officer', w.on(w.to('reported'), { type: 'ask', question: '请补协议' }))
const extending = (w: World) =>
  w.does('responsible', w.on(w.to('rectifying'), { type: 'extend', to: day('2023-05-15'), reason: '资金未到位' }))

export const acts: readonly ActRow[] = [
  { title: '帮助', who: 'contact', steps: [{ says: '帮助' }], reads: /报送/ },
  {
    title: '报送, with its form',
    who: 'contact',
    steps: [{ says: '报送' }, { taps: '提交', filled: report }],
    reads: /已报送，待办公室审核。/,
    event: 'reported',
  },
  { title: '待办', who: 'contact', from: assigned, steps: [{ says: '待办' }], reads: /LH2022-0001/ },
  { title: '查', who: 'contact', from: assigned, steps: [{ says: '查 0001' }], reads: /待签收/ },
  {
    title: '签收, by a button',
    who: 'contact',
    from: assigned,
    steps: [{ says: '查 0001' }, { taps: '签收' }],
    reads: /已签收，请在期限前报整改措施。/,
    event: 'accepted',
  },
  {
    title: '退办, by a button and its form',
    who: 'contact',
    from: assigned,
    steps: [{ says: '查 0001' }, { taps: '退办' }, { taps: '提交', filled: { reason: '不归本区' } }],
    reads: /已退办/,
    event: 'declined',
  },
  {
    title: '措施, by its form',
    who: 'responsible',
    from: (w) => w.to('planning'),
    steps: [
      { says: '措施 0001' },
      { taps: '提交', filled: { disposition: 'fulfil', measure1: '核对补贴金额', due1: '2022-12-31' } },
    ],
    reads: /措施已报，待办公室审核。/,
    event: 'planned',
  },
  {
    title: '进展, in words',
    who: 'responsible',
    from: (w) => w.to('rectifying'),
    steps: [{ says: '进展 0001 已与企业签订补充协议' }],
    reads: /LH2022-0001/,
    event: 'progressed',
  },
  {
    title: '延期, by its form',
    who: 'responsible',
    from: (w) => w.to('rectifying'),
    steps: [{ says: '延期 0001' }, { taps: '提交', filled: { to: '2023-04-30', reason: '资金未到位' } }],
    reads: /已申请延期至2023年4月30日/,
    event: 'extension-asked',
  },
  {
    title: '同意延期, by the office',
    who: 'officer',
    from: extending,
    steps: [{ says: '查 0001' }, { taps: '同意延期' }, { taps: '提交', filled: { to: '2023-05-15' } }],
    reads: /已同意延期，完成时限改为2023年5月15日/,
    event: 'extension-granted',
  },
  {
    title: '补充, in words',
    who: 'contact',
    from: asked,
    steps: [{ says: '补充 0001 协议已补' }],
    reads: /已补充，待办公室审核。/,
    event: 'supplemented',
  },
  {
    title: '撤回, by a button and its form',
    who: 'contact',
    from: (w) => w.to('reported'),
    steps: [{ says: '查 0001' }, { taps: '撤回' }, { taps: '提交', filled: { reason: '重复报送' } }],
    reads: /已撤回。/,
    event: 'withdrawn',
  },
  {
    title: '措施通过, by the office',
    who: 'officer',
    from: (w) => w.to('plan_review'),
    steps: [{ says: '查 0001' }, { taps: '措施通过' }],
    reads: /措施已通过/,
    event: 'plan-approved',
  },
  {
    title: 'a file, to the issue being talked about',
    who: 'responsible',
    from: (w) => w.to('rectifying'),
    steps: [{ says: '查 0001' }, { sends: '回单.pdf' }],
    reads: /已收到“回单\.pdf”，放入 LH2022-0001 的佐证材料（第 1 份）。/,
    event: 'evidence-added',
  },
  {
    title: '交接',
    who: 'responsible',
    from: (w) => w.to('rectifying'),
    steps: [{ says: '交接 陈联络' }],
    reads: /陈联络/,
  },
  {
    title: '周报, of somebody who gets none',
    who: 'contact',
    steps: [{ says: '周报' }],
    reads: /周报发给领导和办公室/,
  },
  { title: '零报告', who: 'contact', steps: [{ says: '零报告' }], reads: /零报告/ },
  { title: '解绑', who: 'contact', steps: [{ says: '解绑' }], reads: /已解绑/, event: 'unbound' },
  { title: 'what is not understood', who: 'contact', steps: [{ says: '天气怎么样' }], reads: /没看懂/ },
]
