import { transact } from '../../../db/database.ts'
import { invite } from '../../../db/codes.ts'
import { unbind } from '../../../db/people.ts'
import type { World } from '../world.ts'
import type { ActRow, Place } from './act.ts'
import { photo } from './door.ts'
import { assigned } from './acts-unit.ts'

const office = (w: World) => ({ actor: w.as('administrator'), now: w.clock.now })

/** 陈联络 has a new phone. */
const unbound = (w: World, { platform, accountOf }: Place) => {
  const person = w.people.contact
  transact(w.db, (tx) => unbind(tx, { platform, externalId: accountOf(person), person }, office(w)))
}
const code = (w: World) => transact(w.db, (tx) => invite(tx, w.people.contact, office(w)))
const two = (w: World) => [assigned(w), assigned(w, '高铁站广场保证金')]

const hurried = (w: World) => w.does('officer', w.on({ serial: 'LH2022-0001' }, { type: 'comment', text: '请抓紧' }))

/** What anybody says alone with the bot. */
export const talkActs: readonly ActRow[] = [
  { title: '帮助', who: 'contact', steps: [{ says: '帮助' }], reads: /报送 <问题>：报一个问题/ },
  { title: '帮助, for the office', who: 'officer', steps: [{ says: '帮助' }], reads: /查 <编号>：打开一件/ },
  {
    title: '报送, by a button of 帮助',
    who: 'contact',
    steps: [{ says: '帮助' }, { taps: '报送' }],
    reads: /主动报送/,
  },
  {
    title: '待办, by a button of 帮助',
    who: 'contact',
    from: two,
    steps: [{ says: '帮助' }, { taps: '待办' }],
    reads: /您手上的 2 件事/,
  },
  { title: '待办, of one', who: 'contact', from: (w) => assigned(w), steps: [{ says: '待办' }], reads: /LH2022-0001/ },
  { title: '我的, with nothing to do', who: 'stranger', steps: [{ says: '我的' }], reads: /您手上没有要办的事项。/ },
  {
    title: '查 and words',
    who: 'contact',
    from: two,
    steps: [{ says: '查 广场' }],
    reads: /LH2022-0002 高铁站广场保证金/,
  },
  { title: '查 and nothing', who: 'contact', steps: [{ says: '查' }], reads: /要查什么？/ },
  {
    title: '查 what one may not know of',
    who: 'stranger',
    from: (w) => assigned(w),
    steps: [{ says: '查 0001' }, { says: '签收 0001' }],
    reads: /没有找到/,
  },
  {
    title: '查看佐证',
    who: 'responsible',
    from: (w) => w.to('verifying'),
    steps: [{ says: '查 0001' }, { taps: '查看佐证' }],
    reads: /LH2022-0001 佐证材料/,
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
    title: 'a photo, to the only issue there is',
    who: 'responsible',
    from: (w) => w.to('rectifying'),
    steps: [{ sends: photo }],
    reads: /已收到照片，放入 LH2022-0001 的佐证材料（第 1 份）。/,
    event: 'evidence-added',
  },
  {
    title: 'a file that may belong to either of two',
    who: 'responsible',
    from: (w) => [w.to('rectifying'), w.to('rectifying')],
    steps: [{ sends: '回单.pdf' }, { taps: 'LH2022-0002 临港产业园标准厂房补贴' }],
    reads: /已收到“回单\.pdf”，放入 LH2022-0002 的佐证材料（第 1 份）。/,
    event: 'evidence-added',
  },
  {
    title: 'a reply under a card, as progress on it',
    who: 'responsible',
    from: (w) => w.to('rectifying'),
    steps: [{ meanwhile: hurried }, { says: '余款下周拨付', under: 'LH2022-0001' }],
    reads: /LH2022-0001 已记入进展。/,
    event: 'progressed',
  },
  { title: 'what is not understood', who: 'contact', steps: [{ says: '天气怎么样' }], reads: /没看懂/ },
  {
    title: '绑定',
    who: 'contact',
    from: unbound,
    steps: [{ says: '待办' }, { says: '绑定 12' }, { says: (w) => `绑定 ${code(w)}` }, { says: '待办' }],
    reads: /陈联络，您好！已经绑定好了。/,
    event: 'bound',
  },
  { title: '解绑', who: 'contact', steps: [{ says: '解绑' }], reads: /已解绑/, event: 'unbound' },
]
