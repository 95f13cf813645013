import { and, sql } from 'drizzle-orm'
import type { Actor, PersonId } from '../core/actor.ts'
import { apply } from '../core/apply.ts'
import type { Content } from '../core/hand-ins/hand-in.ts'
import { snapshot } from '../core/hand-ins/hand-in-rules.ts'
import { standsFor } from '../core/hand-ins/duty.ts'
import type { Issue, Serial, UnitId } from '../core/issue.ts'
import type { Db } from './database.ts'
import type { HandInView } from './hand-ins.ts'
import { historyOf } from './history.ts'
import { visible } from './issues.ts'
import { findIssue } from './ledger.ts'
import { allUnits, findPerson, namesOf, peopleOfUnit, type Staff } from './people.ts'
import { issues } from './schema.ts'

/** What a list for stamping is made of. */
export type Listing = {
  readonly issues: readonly { readonly issue: Issue; readonly unit: string }[]
  readonly names: ReadonlyMap<PersonId, string>
  /** People by post, where the paper is a list of them. */
  readonly staff: readonly Staff[]
}

/**
 * The content that stands; while none does, what the ledger says now, where that could stand for the paper. null where
 * the files themselves are the paper: nobody handed in what the ledger says beside them.
 */
export function contentNow({ handIn, facts }: HandInView): Content | null {
  if (handIn.content) return handIn.content.kind === 'files' ? null : handIn.content
  const by = standsFor(facts.item.content)
  if (by === null) return null
  if (by === 'people') return { kind: 'people', first: [], responsible: [], contacts: [] }
  return facts.item.content === 'issues' && facts.issues.length === 0 ? { kind: 'zero', scan: [] } : snapshot(facts)
}

type Listed = { readonly view: HandInView; readonly content: Content }

/** The issues of a content as they were at its place in the log, those the actor may see, with the names they need. */
export function listingOf(db: Db, actor: Actor, { view: { facts }, content }: Listed): Listing {
  const all = content.kind === 'issues' ? content.serials : []
  const seen = seenAmong(db, actor, all)
  const serials = all.filter((serial) => seen.has(serial))
  const until = content.kind === 'issues' ? content.head.count : 0
  const found = serials.map((serial) => issueAt(db, serial, until)).filter((issue) => issue !== null)
  const units = new Map(allUnits(db).map(({ id, name }) => [id, name]))
  return {
    issues: found.map((issue) => ({ issue, unit: units.get(issue.unit) ?? '' })),
    names: namesOf(db, found.flatMap(namedIn)),
    staff: content.kind === 'people' ? staffIn(db, content, facts.unit) : [],
  }
}

type PeopleContent = Extract<Content, { kind: 'people' }>

/** The people a hand-in names; before there is one, those the list has now. */
function staffIn(db: Db, { first, responsible, contacts }: PeopleContent, unit: UnitId | null): Staff[] {
  if (first.length === 0) return unit === null ? [] : peopleOfUnit(db, unit)
  const held = { first, responsible, contact: contacts } as const
  return (['first', 'responsible', 'contact'] as const).flatMap((role) =>
    held[role].flatMap((id) => {
      const person = findPerson(db, id)
      return person ? [{ id, name: person.name, title: person.title, phone: person.phone, role }] : []
    }),
  )
}

/** An issue as the first `count` events of the log made it; as it is now where some of those are redacted. */
function issueAt(db: Db, serial: Serial, count: number): Issue | null {
  const then = historyOf(db, serial).filter(({ n }) => n <= count)
  if (then.length === 0 || then.some(({ redacted }) => redacted)) return findIssue(db, serial)
  return then.reduce<Issue | null>((issue, happened) => apply(issue, happened), null)
}

function namedIn({ plan, proposal }: Issue): PersonId[] {
  const named = plan ?? proposal
  return named ? [named.first, named.responsible] : []
}

/** Those of these issues that the actor may see. */
function seenAmong(db: Db, actor: Actor, serials: readonly Serial[]): Set<Serial> {
  const among = sql`issues.serial in (select value from json_each(${JSON.stringify(serials)}))`
  const rows = db
    .select({ serial: issues.serial })
    .from(issues)
    .where(and(among, visible(db, actor)))
    .all()
  return new Set(rows.map(({ serial }) => serial))
}
