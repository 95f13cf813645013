import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { Actor, PersonId } from '../core/actor.ts'
import type { Issue, Serial, UnitId } from '../core/issue.ts'
import {
  badRename,
  movePosts,
  passing,
  planDivision,
  planMerge,
  rehang,
  takesPartAfter,
  widenScopes,
  type Division,
  type Merge,
  type Part,
  type Rename,
  type Shares,
} from '../core/people/reform.ts'
import { dayOf } from '../core/calendar/day.ts'
import type { Order, Unit, UnitRefusal } from '../core/people/unit.ts'
import { only, type Tx } from './database.ts'
import { bindGroup } from './groups.ts'
import { supersedeZero } from './hand-in-ledger.ts'
import { setTakingPart } from './hand-ins.ts'
import { recheckHandovers } from './handovers/follow.ts'
import { findIssue, note, passOn } from './ledger.ts'
import { enqueue } from './outbox.ts'
import { addUnit, allUnits, postsOf, setPosts } from './people.ts'
import { campaignUnits, formerNames, groups, posts, units } from './schema.ts'
import { openIssuesOf } from './units.ts'

type Act = { readonly actor: Actor; readonly now: number }
export type Reformed =
  { readonly ok: true; readonly unit: UnitId } | { readonly ok: false; readonly refusal: UnitRefusal }

/** 更名. The old name goes on being understood; the unit's people are told. */
export function renameUnit(tx: Tx, rename: Rename, act: Act): Reformed {
  const known = allUnits(tx)
  const refusal = badRename(rename, { units: known, today: dayOf(act.now) })
  if (refusal) return { ok: false, refusal }
  const { unit, name, reason, on } = rename
  const from = nameIn(known, unit)
  tx.insert(formerNames).values({ name: from, unit, until: on }).run()
  changed(tx, unit, { name })
  const n = note(tx, {
    kind: 'unit',
    id: String(unit),
    fact: { type: 'unit-renamed', from, to: name, reason, on },
    ...act,
  })
  tell(tx, [unit], n, act)
  return { ok: true, unit }
}

/** 合并: everything open of those that end goes to the one that takes over. All of it or, with a refusal, nothing. */
export function mergeUnits(tx: Tx, merge: Merge, act: Act): Reformed {
  const known = allUnits(tx)
  const plan = planMerge(merge, { units: known, today: dayOf(act.now) })
  if (!plan.ok) return plan
  const ending = plan.ending.map(({ id }) => id)
  const into = settle(tx, plan.into, { like: plan.ending[0], act })
  carryPart(tx, { from: ending, to: plan.into.known ? { joins: into } : { made: into }, act })
  const open = ending.flatMap((unit) => openIssuesOf(tx, unit))
  passAll(
    tx,
    open.map(({ serial }) => ({ serial, to: into })),
    { order: merge, act },
  )
  for (const person of concerned(tx, ending)) {
    const held = postsOf(tx, person)
    setPosts(tx, person, widenScopes(movePosts(held, ending, into), ending, [into]), act)
  }
  recheckHandovers(tx, act)
  close(tx, { ending, into: [into], order: merge, act })
  const { reason, on } = merge
  for (const unit of ending)
    note(tx, { kind: 'unit', id: String(unit), fact: { type: 'unit-merged', into, reason, on }, ...act })
  const n = note(tx, {
    kind: 'unit',
    id: String(into),
    fact: { type: 'unit-joined', units: ending, reason, on },
    ...act,
  })
  tell(tx, [into], n, act)
  return { ok: true, unit: into }
}

/** 分设: open issues and people go where `shares` says, else to the first part; groups and units below go there too. */
export function divideUnit(tx: Tx, division: Division, shares: Shares, act: Act): Reformed {
  const known = allUnits(tx)
  const plan = planDivision(division, { units: known, today: dayOf(act.now) })
  if (!plan.ok) return plan
  const { unit } = plan
  const parts = plan.parts.map((part) => settle(tx, part, { like: unit, act }))
  const first = only(parts[0], 'the first part')
  const partOf = (share: number | undefined) => parts[share ?? 0] ?? first
  plan.parts.forEach(({ known }, index) => {
    const part = only(parts[index], `part ${index}`)
    carryPart(tx, { from: [unit.id], to: known ? { joins: part } : { made: part }, act })
  })
  const open = openIssuesOf(tx, unit.id)
  passAll(
    tx,
    open.map(({ serial }) => ({ serial, to: partOf(shares.issues.get(serial)) })),
    { order: division, act },
  )
  for (const person of concerned(tx, [unit.id])) {
    const moved = movePosts(postsOf(tx, person), [unit.id], partOf(shares.people.get(person)))
    setPosts(tx, person, widenScopes(moved, [unit.id], parts), act)
  }
  recheckHandovers(tx, act)
  if (plan.ends) close(tx, { ending: [unit.id], into: parts, order: division, act })
  else changed(tx, unit.id, {})
  const { reason, on } = division
  const fact = { type: 'unit-divided', into: parts, reason, on }
  tell(tx, parts, note(tx, { kind: 'unit', id: String(unit.id), fact, ...act }), act)
  return { ok: true, unit: first }
}

/** A part that is new stands where the one it comes from stood. */
function settle(tx: Tx, { known, name }: Part, { like, act }: { like: Unit | undefined; act: Act }): UnitId {
  return known?.id ?? addUnit(tx, { name, kind: like?.kind ?? null, parent: like?.parent ?? null }, act)
}

type Passed = { readonly serial: Serial; readonly to: UnitId }

/** A zero report of whoever takes over stands no longer once an issue that a self-check found is theirs. */
function passAll(tx: Tx, all: readonly Passed[], { order, act }: { order: Order; act: Act }): void {
  const moving = all.filter(({ serial, to }) => issueOf(tx, serial).unit !== to)
  for (const { serial, to } of moving) passOn(tx, serial, passing(issueOf(tx, serial), to, order), act)
  // After all have passed: the paper that takes the zero report's place lists every one of them.
  for (const { serial } of moving) supersedeZero(tx, issueOf(tx, serial), act)
}

function issueOf(tx: Tx, serial: Serial): Issue {
  return only(findIssue(tx, serial), `issue ${serial}`)
}

type Carrying = {
  readonly from: readonly UnitId[]
  /** A unit made by the reform, or one that stood before and has a say of its own. */
  readonly to: { readonly made: UnitId } | { readonly joins: UnitId }
  readonly act: Act
}

/** 不参加 and 参加, said by hand of those that go over, hold for what takes over, where nothing was said of it. */
function carryPart(tx: Tx, { from, to, act }: Carrying): void {
  const unit = 'made' in to ? to.made : to.joins
  const makers = 'made' in to ? from : [...from, unit]
  const rows = tx
    .select()
    .from(campaignUnits)
    .where(inArray(campaignUnits.unit, [...makers]))
    .all()
  for (const [campaign, said] of Map.groupBy(rows, (row) => row.campaign)) {
    if (said.some((row) => row.unit === unit)) continue
    const takesPart = takesPartAfter(makers.map((id) => said.find((row) => row.unit === id)?.takesPart))
    const reason = said.find((row) => row.takesPart === takesPart)?.reason
    if (takesPart !== undefined && reason !== undefined) setTakingPart(tx, { campaign, unit, takesPart, reason }, act)
  }
}

/** Everyone with a post in these units or with one of them in 分管范围. */
function concerned(tx: Tx, from: readonly UnitId[]): PersonId[] {
  const words = new Set(from.map((id) => `#${id}`))
  const rows = tx
    .select({ person: posts.person, unit: posts.unit, scope: posts.scope })
    .from(posts)
    .orderBy(asc(posts.person))
    .all()
  const found = rows.filter(({ unit, scope }) => from.includes(unit) || scope.some((word) => words.has(word)))
  return [...new Set(found.map(({ person }) => person))]
}

type Closing = { ending: readonly UnitId[]; into: readonly UnitId[]; order: Order; act: Act }

function close(tx: Tx, { ending, into, order, act }: Closing): void {
  const first = only(into[0], 'who takes over')
  for (const group of tx
    .select()
    .from(groups)
    .where(inArray(groups.unit, [...ending]))
    .all())
    bindGroup(tx, { platform: group.platform, chatId: group.chatId, unit: first }, act)
  for (const { unit, parent } of rehang(allUnits(tx), ending, first)) {
    changed(tx, unit, { parent })
    note(tx, { kind: 'unit', id: String(unit), fact: { type: 'unit-changed', parent }, ...act })
  }
  for (const unit of ending) changed(tx, unit, { endedOn: order.on, successors: [...into] })
}

function changed(tx: Tx, unit: UnitId, set: Partial<Pick<Unit, 'name' | 'parent' | 'endedOn' | 'successors'>>): void {
  tx.update(units)
    .set({ ...set, version: sql`version + 1` })
    .where(eq(units.id, unit))
    .run()
}

/** Once a person, however much has passed to them. */
function tell(tx: Tx, of: readonly UnitId[], n: number, { actor, now }: Act): void {
  const rows = tx
    .select({ person: posts.person })
    .from(posts)
    .where(inArray(posts.unit, [...of]))
    .all()
  const self = actor.kind === 'person' ? actor.id : null
  for (const person of new Set(rows.map((row) => row.person)))
    if (person !== self)
      enqueue(tx, { key: `event:${n}:${person}`, to: { person }, message: { type: 'reform', n }, now })
}

function nameIn(known: readonly Unit[], id: UnitId): string {
  return only(
    known.find((unit) => unit.id === id),
    `unit ${id}`,
  ).name
}
