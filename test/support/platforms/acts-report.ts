import { transact } from '../../../db/database.ts'
import { setPosts } from '../../../db/people.ts'
import { startCampaign } from '../../../db/campaigns.ts'
import { campaign } from '../campaign.ts'
import type { World } from '../world.ts'
import type { ActRow } from './act.ts'
import { reportForm as report } from '../samples.ts'

const { cause: _, ...withoutCause } = report

const asked = (w: World) => w.does('officer', w.on(w.to('reported'), { type: 'ask', question: '请补协议' }))

/** Somebody who reports for two units, in two campaigns. */
const withChoice = (w: World) =>
  transact(w.db, (tx) => {
    const act = { actor: { kind: 'system', door: 'cli' }, now: w.clock.now } as const
    const { port, park } = w.units
    const posts = [port, park].map((unit) => ({ unit, role: 'contact' as const, scope: [] }))
    setPosts(tx, w.people.contact, posts, act)
    startCampaign(tx, { ...campaign, code: 'QF2022', title: '清理拖欠账款专项行动' }, act)
  })

/** 报送, 补充, 撤回: what whoever reports does. */
export const reportActs: readonly ActRow[] = [
  {
    title: '报送, with its form',
    who: 'contact',
    steps: [{ says: '报送' }, { fills: report }],
    reads: /已报送，待办公室审核。/,
    event: 'reported',
  },
  {
    title: '报送 and what it is about',
    who: 'contact',
    steps: [{ says: '报送 临港产业园标准厂房补贴一直没兑现，2021年签的协议，300万' }, { fills: report }],
    reads: /已从您的话里读到/,
    event: 'reported',
  },
  {
    title: '报送, with something left out at first',
    who: 'contact',
    steps: [{ says: '报问题' }, { fills: { ...withoutCause, cause: '' }, lacks: '事件原因' }, { fills: report }],
    reads: /已报送，待办公室审核。/,
    event: 'reported',
  },
  {
    title: '报送, kept as a draft and taken up again',
    who: 'contact',
    steps: [{ says: '上报' }, { fills: withoutCause, button: '存草稿' }, { says: '报送' }, { fills: report }],
    reads: /上次没填完的内容还在，接着填就行。/,
    event: 'reported',
  },
  {
    title: '报送, where 专项行动 and 责任单位 are to be chosen',
    who: 'contact',
    from: withChoice,
    steps: [{ says: '报送' }],
    reads: /主动报送/,
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
    title: '补充材料, by a button and its form',
    who: 'contact',
    from: asked,
    steps: [{ says: '查 0001' }, { taps: '补充材料' }, { fills: { text: '协议已补' } }],
    reads: /已补充，待办公室审核。/,
    event: 'supplemented',
  },
  {
    title: '撤回, by a button and its form',
    who: 'contact',
    from: (w) => w.to('reported'),
    steps: [{ says: '查 0001' }, { taps: '撤回' }, { fills: { reason: '重复报送' } }],
    reads: /已撤回。/,
    event: 'withdrawn',
  },
  {
    title: '撤回, in words',
    who: 'contact',
    from: (w) => w.to('reported'),
    steps: [{ says: '撤回 0001 重复报送' }],
    reads: /已撤回。/,
    event: 'withdrawn',
  },
  {
    title: '撤回 by a button that came too late',
    who: 'contact',
    from: (w) => w.to('reported'),
    steps: [
      { says: '查 0001' },
      { meanwhile: (w) => w.does('officer', w.on({ serial: 'LH2022-0001' }, { type: 'dismiss', reason: '不属实' })) },
      { taps: '撤回' },
    ],
    reads: /不予列入/,
    event: 'dismissed',
  },
]
