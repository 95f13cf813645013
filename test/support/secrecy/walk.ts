import type { PersonId } from '../../../core/actor.ts'
import type { Serial } from '../../../core/issue.ts'
import { evidenceLinkLives, signEvidenceLink } from '../../../db/evidence-links.ts'
import { deskSecret, deskUrl } from '../console.ts'
import { startOfDay } from '../../../core/calendar/day.ts'
import { figures } from '../../../core/digest/figures.ts'
import { mondayOf } from '../../../core/calendar/week.ts'
import { actText } from '../../../core/texts.ts'
import { day } from '../samples.ts'
import { hiddenImport, watched, type Watched } from './office.ts'
import type { Kind } from './table.ts'

/** A Tuesday five weeks on, at 10:00: much is late by then. */
export const later = startOfDay(day('2023-01-10')) + 10 * 3_600_000

/** Where serials, people and so on of one office stand in its addresses. */
type Place = {
  readonly office: Watched
  readonly hidden: readonly Kind[]
  readonly known: readonly Kind[]
  /** Who is walking; null for whoever is nobody here. */
  readonly person: PersonId | null
}

/**
 * What may stand at a place of an address, by the word before it. An address with a place that isn't here can't be
 * walked: whoever adds one says here what is to be tried in it.
 */
const places: Readonly<Record<string, (place: Place) => readonly (string | number)[]>> = {
  'ledgers/:campaign': () => [watched.code],
  ':campaign/:format': () => ['xlsx', 'csv', 'docx'],
  'deliveries/:id': () => [1, 2],
  'campaigns/:code': () => [watched.code],
  'report/:phase': () => watched.phases.map(({ id }) => id),
  'imports/:id': () => [hiddenImport],
  'issues/:serial': ({ office, hidden, known }) => [...known.slice(0, 1), ...hidden].map(office.serialOf),
  'redact/:n': () => [1, 2, 40],
  'redactions/:id': () => [1],
  'act/:type': () => Object.keys(actText),
  'evidence/:id': () => ['e1'],
  'hand-ins/:id': ({ office: { w } }) =>
    watched.deliverables.flatMap(({ id }) => [w.units.port, w.units.park].map((unit) => `LH2022.${id}.u${unit}`)),
  'handovers/:id': () => [1, 2],
  'files/:sha256': () => ['a'.repeat(64)],
  'digests/:campaign': () => [watched.code],
  ':campaign/:week': () => [mondayOf(day('2022-12-07')), mondayOf(day('2023-01-10'))],
  ':week/:figure': () => figures,
  'suggestions/:id': () => [1, 2, 3],
  'people/:id': ({ office: { w } }) => [w.people.contact, w.people.stranger],
  'substitute/:number': () => [1],
  'units/:id': ({ office: { w } }) => [w.units.port, w.units.park],
  'platforms/:platform': () => ['dingtalk', 'lark'],
  'login/:token': () => ['x'.repeat(43)],
  'e/:token': ({ office, hidden, known, person }) =>
    [...known.slice(0, 1), ...hidden].map((kind) => linkTo(office.serialOf(kind), person)),
  ':token/:file': () => ['e1'],
}

/** Signed by us, as if it had been asked for when the person still might. */
function linkTo(serial: Serial, person: PersonId | null): string {
  const until = later + evidenceLinkLives
  return signEvidenceLink({ person: person ?? 404, serial, until }, { secret: deskSecret, publicUrl: deskUrl })
}

/** Questions a page takes behind its address. */
const queries: Readonly<Record<string, readonly string[]>> = {
  '/': [
    ...['q=密语', 'q=0003', 'enterprise=某某科技有限公司', 'state=overdue', 'state=dismissed', 'page=2'],
    ...['sort=changed', 'sort=deadline', 'fresh=no'],
  ],
  '/money': [`campaign=${watched.code}`],
  '/issues/:serial': ['nudges=all'],
  '/ledgers/:campaign/:format': ['unit=3', 'unit=4'],
  '/hand-ins': ['item=D1', 'state=missing'],
  '/deliveries': ['state=sent', 'name=陈联络'],
}

/** Every address an address of the console stands for in this office. Throws for one with an unknown place. */
export function addressesOf(path: string, place: Place): string[] {
  const parts = path.split('/')
  let found = ['']
  for (const [index, part] of parts.entries()) {
    if (index === 0) continue
    const tried = part.startsWith(':') ? wordsAt(`${parts[index - 1] ?? ''}/${part}`, path)(place) : [part]
    // Below an issue its address alone decides: there a known and two hidden ones stand for all.
    const words = part === ':serial' && index < parts.length - 1 ? tried.slice(0, 3) : tried
    found = found.flatMap((begun) => words.map((word) => `${begun}/${encodeURIComponent(word)}`))
  }
  return found.flatMap((one) => [one, ...(queries[path] ?? []).map((query) => `${one}?${query}`)])
}

function wordsAt(name: string, path: string) {
  const words = places[name]
  if (!words) throw new Error(`nobody has said what to try at ${name} of ${path}: see places in this file`)
  return words
}

/** What differs from one asking to the next although nothing else does: random ids, signatures, the log's head. */
export function settled(text: string): string {
  return (
    text
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g, '<draft>')
      .replace(/[0-9a-f]{64}/g, '<signature>')
      // Printed on every digest, so that an outside copy of the log's head exists (domain: section 7).
      .replace(/台账 \d+ 条 [0-9a-f]{16}/g, '<head>')
  )
}
