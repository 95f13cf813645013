import fc from 'fast-check'
import type { PersonId, Post } from '../../core/actor.ts'
import type { IssueAct } from '../../core/command.ts'
import { openItems } from '../../core/handovers/handover.ts'
import { transact, type Db, type Tx } from '../../db/database.ts'
import { personLeft, postsEnded } from '../../db/handovers/departure.ts'
import { runningHandovers } from '../../db/handovers/find.ts'
import { cancelHandover, returnItem, signHandover, startHandover, type Act } from '../../db/handovers/record.ts'
import { postsOf, setPosts } from '../../db/people.ts'
import { issues } from '../../db/schema.ts'
import { hear, losePerson } from '../../db/unreachable.ts'
import { day, evidence, plan, terms, verification, world, type World } from './world.ts'

/** Of 临港区 all but 高联络, who belongs to 高新区 and can be moved there and back like anybody. */
const staff = ['contact', 'responsible', 'first', 'stranger'] as const
type Staff = (typeof staff)[number]

const whats = ['start', 'sign', 'sign-one', 'return', 'cancel', 'leave', 'posts-end', 'posts-move', 'come'] as const

/** One thing that happens about handovers or issues; `nth` chooses among the issues, acts and handovers there are. */
export const anyStep = fc.record({
  what: fc.constantFrom(...whats, 'start' as const, ...Array.from({ length: 7 }, () => 'work' as const)),
  one: fc.constantFrom(...staff),
  other: fc.constantFrom(...staff),
  nth: fc.nat({ max: 99 }),
})
export type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never

/** Issues of 临港区 on their way, one of which 高联络 is to verify, since everybody of the office had a hand in it. */
export function begun(db: Db): World {
  const w = world(db)
  for (const status of ['rectifying', 'plan_review', 'reported', 'verifying'] as const) w.to(status)
  const issue = w.to('rectifying')
  const said = { type: 'progress', text: '电话了解', percent: null, settled: null, done: [] } as const
  for (const who of ['officer', 'second', 'director'] as const) w.does(who, w.on(issue, said))
  w.does('responsible', w.on(issue, { type: 'attach', evidence: evidence({ by: w.people.responsible }) }))
  w.does('responsible', w.on(issue, { ...said, text: '全部拨付', settled: 300_000_000, done: [1, 2] }))
  w.does('responsible', w.on(issue, { type: 'submit', text: '已完成', waived: [], waiver: null }))
  const { stranger } = w.people
  w.does('director', w.on(issue, { type: 'name-verifier', person: stranger, reason: '办公室都经手过' }))
  return w
}

/** Does it in a transaction of its own, some time after the last. What is refused changes nothing. */
export function take(w: World, step: Step): void {
  w.clock.now += 60_000
  if (step.what === 'work') work(w, step)
  else transact(w.db, (tx) => handing(w, tx, step))
}

function handing(w: World, tx: Tx, { what, one, other, nth }: Step): void {
  const [from, to] = [w.people[one], w.people[other]]
  const by = (actor: Act['actor']): Act => ({ actor, now: w.clock.now })
  if (what === 'start') startHandover(tx, { from, to, reason: null }, by(w.as(nth % 3 === 0 ? 'officer' : one)))
  else if (what === 'leave') leaves(tx, from, by({ kind: 'system', door: 'demo' }))
  else if (what === 'come') comes(w, tx, one)
  else if (what === 'posts-end') postsBecome(w, tx, from, [])
  else if (what === 'posts-move') postsBecome(w, tx, from, [{ unit: w.units.park, role: 'contact', scope: [] }])
  else answers(w, tx, { what, nth })
}

/** The successor signs or returns, the office calls it off. */
function answers(w: World, tx: Tx, { what, nth }: Pick<Step, 'what' | 'nth'>): void {
  const running = runningHandovers(tx)
  const handover = running[nth % Math.max(1, running.length)]
  if (!handover) return
  const { id } = handover
  const items = openItems(handover)
  const serial = items[nth % Math.max(1, items.length)]?.serial ?? ''
  const successor = { actor: w.as(handover.to), now: w.clock.now }
  if (what === 'sign') signHandover(tx, { id, serials: null }, successor)
  if (what === 'sign-one') signHandover(tx, { id, serials: [serial] }, successor)
  if (what === 'return') returnItem(tx, { id, serial, reason: '不归我管' }, successor)
  if (what === 'cancel') cancelHandover(tx, { id, reason: null }, { actor: w.as('officer'), now: w.clock.now })
}

const account = (person: PersonId) => `demo-${person}`

function leaves(tx: Tx, person: PersonId, act: Act): void {
  losePerson(tx, account(person), { platform: 'demo', why: '已离职', now: act.now })
  personLeft(tx, person, 'demo', act)
}

/** Back, with the post they had at first. */
function comes(w: World, tx: Tx, who: Staff): void {
  const unit = who === 'stranger' ? w.units.park : w.units.port
  hear(tx, { platform: 'demo', sender: account(w.people[who]), group: null })
  postsBecome(w, tx, w.people[who], [{ unit, role: who === 'stranger' ? 'contact' : who, scope: [] }])
}

function postsBecome(w: World, tx: Tx, person: PersonId, posts: readonly Post[]): void {
  const act = { actor: w.as('administrator'), now: w.clock.now }
  const before = postsOf(tx, person)
  if (setPosts(tx, person, posts, act)) postsEnded(tx, person, before, act)
}

/** Whatever is done about an issue meanwhile, by people of its unit or of the office. */
function work(w: World, { one, other, nth }: Step): void {
  const all = w.db.select().from(issues).all()
  const { serial } = all[nth % all.length] ?? { serial: '' }
  const acts = actsOn(w, w.people[one], w.people[other])
  const [who, act] = acts[nth % acts.length] ?? [w.people.officer, null]
  w.run(who, act ? w.on({ serial }, act) : w.report())
}

function actsOn(w: World, first: PersonId, responsible: PersonId): (readonly [PersonId, IssueAct | null])[] {
  const { officer, second, director } = w.people
  const soon = day('2022-12-20')
  const { park, port } = w.units
  const dates = { signoffDue: soon, planDue: soon, reason: '职责划转' }
  return [
    [responsible, null],
    [officer, { type: 'confirm', ...terms() }],
    [officer, { type: 'assign', unit: port, signoffDue: soon, ...terms(), planDue: soon }],
    [officer, { type: 'reassign', unit: park, ...dates }],
    [officer, { type: 'reassign', unit: port, ...dates }],
    [responsible, { type: 'accept' }],
    [responsible, plan({ first, responsible })],
    [officer, { type: 'approve-plan' }],
    [officer, { type: 'return-plan', reason: '不具体' }],
    [responsible, { type: 'attach', evidence: evidence({ by: responsible }) }],
    [officer, { type: 'progress', text: '电话了解', percent: 10, settled: null, done: [] }],
    [responsible, { type: 'progress', text: '全部拨付', percent: 100, settled: 300_000_000, done: [1, 2] }],
    [responsible, { type: 'submit', text: '已完成', waived: [], waiver: null }],
    [director, { type: 'name-verifier', person: first, reason: '都经手过' }],
    [second, { type: 'close', verification: verification() }],
    [officer, { type: 'dismiss', reason: '不属实' }],
    [second, { type: 'undo', reason: '点错了' }],
    [officer, { type: 'reopen', reason: '没有到账', deadline: day('2023-01-20') }],
    [responsible, { type: 'withdraw', reason: null }],
  ]
}
