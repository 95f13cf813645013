import { transact } from '../../../db/database.ts'
import { invite } from '../../../db/codes.ts'
import { bindGroup } from '../../../db/groups.ts'
import type { World } from '../world.ts'
import type { ActRow, Place } from './act.ts'
import { assigned } from './acts-unit.ts'

const administrator = (w: World) => ({ actor: w.as('administrator'), now: w.clock.now })

/** The group counts as a unit's. */
const of = (unit: 'port' | 'park', from: (w: World) => unknown = () => undefined) => {
  return (w: World, { platform, group: chatId }: Place) => {
    transact(w.db, (tx) => bindGroup(tx, { platform, chatId, unit: w.units[unit] }, administrator(w)))
    from(w)
  }
}
const inGroup = true

/** What is said in a group: heard when the bot is called, answered there with what a group may know and no more. */
export const groupActs: readonly ActRow[] = [
  {
    title: '待办 in a group: the list is for who asks',
    who: 'contact',
    from: of('port', assigned),
    steps: [{ says: '待办', inGroup }],
    reads: /LH2022-0001/,
    group: /^已单独发给您。$/,
  },
  {
    title: 'what calls nobody in a group',
    who: 'contact',
    from: of('port', assigned),
    steps: [{ says: '签收 0001', unheard: true }],
    reads: /^$/,
  },
  {
    title: '签收 in the unit’s group',
    who: 'contact',
    from: of('port', assigned),
    steps: [{ says: '签收 0001', inGroup }],
    reads: /已签收，请在期限前报整改措施。/,
    group: /^LH2022-0001 已签收，请在期限前报整改措施。$/,
    event: 'accepted',
  },
  {
    title: '签收 in a group that may not know of it',
    who: 'contact',
    from: of('park', assigned),
    steps: [{ says: '签收 0001', inGroup }],
    reads: /已签收，请在期限前报整改措施。/,
    group: /^已单独发给您。$/,
    event: 'accepted',
  },
  {
    title: '退办 in a group: its form goes to the person',
    who: 'contact',
    from: of('port', assigned),
    steps: [{ says: '退办 0001', inGroup }, { fills: { reason: '不归本区' } }],
    reads: /已退办/,
    group: /^已单独发给您。$/,
    event: 'declined',
  },
  {
    title: '报送 in a group: its form goes to the person',
    who: 'contact',
    from: of('port'),
    steps: [{ says: '报送', inGroup }],
    reads: /主动报送/,
    group: /^已单独发给您。$/,
  },
  {
    title: '进展 in a group',
    who: 'responsible',
    from: of('port', (w) => w.to('rectifying')),
    steps: [{ says: '进展 0001 首期已拨付', inGroup }],
    reads: /LH2022-0001 已记入进展。/,
    group: /^LH2022-0001 已记入进展。$/,
    event: 'progressed',
  },
  {
    title: '零报告 in a group',
    who: 'contact',
    from: of('port'),
    steps: [{ says: '零报告', inGroup }],
    reads: /没有要作零报告的事项/,
    group: /^已单独发给您。$/,
  },
  {
    title: '交接 in a group is refused',
    who: 'responsible',
    from: of('port', (w) => w.to('rectifying')),
    steps: [{ says: '交接 陈联络', inGroup }],
    reads: /^$/,
    group: /交接请单独发给我，不要在群里办。/,
  },
  {
    title: 'the list of a day in the unit’s group',
    who: 'responsible',
    from: of('port', (w) => w.to('rectifying')),
    steps: [{ waits: '2023-03-31' }],
    reads: /LH2022-0001/,
    group: /@刘具体/,
    event: 'digest-sent',
  },
  {
    title: 'a binding code in a group is burnt',
    who: 'contact',
    from: of('port'),
    steps: [{ says: (w) => `绑定 ${transact(w.db, (tx) => invite(tx, w.people.contact, administrator(w)))}`, inGroup }],
    reads: /^$/,
    group: /绑定码只能单独发给我。刚才那个已经作废/,
    event: 'invited',
  },
  {
    title: '绑定 in a group nobody knows, until the office says whose it is',
    who: 'contact',
    steps: [{ says: '绑定', inGroup }, { says: '待办', inGroup }, { meanwhile: of('port') }, { says: '绑定', inGroup }],
    reads: /^$/,
    group: /这个群还没有登记，已经报给办公室确认。[^]*这个群已经登记好了。/,
    event: 'group-bound',
  },
]
