import { isOffice } from '../core/actor.ts'
import { dayOf } from '../core/calendar/day.ts'
import { transact } from '../db/database.ts'
import { confirmImport, findImport, NotTaken, refusalOf, rowFault } from '../db/imports.ts'
import { allUnits, namesOf } from '../db/people.ts'
import { notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import { type ImportPage, ImportView } from './import-view.tsx'
import { importPageTexts as said } from './import-texts.ts'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { paths } from './paths.ts'
import { type Ctx, viewerIn } from './session.ts'
import { texts } from './texts.ts'

/** GET /imports/:id: what the sheet would do; once confirmed, what came of it. */
export async function importPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const page = load(c, office)
  return page ? show(c, { title: said.title, body: <ImportView page={page} /> }) : notFound(c, show)
}

/** POST /imports/:id: takes the new rows on and corrects what is ticked. Pressed twice it does so once. */
export async function postImport(c: Ctx, office: Office, show: Show): Promise<Response> {
  const page = load(c, office)
  if (!page) return notFound(c, show)
  const data = await c.req.formData()
  const ticks = new Set(data.getAll('tick').filter((value) => typeof value === 'string'))
  const { actor } = viewerIn(c)
  const { id } = page.kept
  try {
    const done = transact(office.db, (tx) => confirmImport(tx, id, { actor, now: office.now(), ticks }))
    leaveFlash(c, done ? 'imported' : 'imported-before', null)
  } catch (error) {
    if (!(error instanceof NotTaken)) throw error
    const faults = error.rows.map(({ row, refusal }) => rowFault(row, refusal, office.now()))
    return show(c, { title: said.title, body: <ImportView page={{ ...page, faults, ticks }} />, status: 409 })
  }
  return c.redirect(paths.import(id), 303)
}

function load(c: Ctx, { db, now }: Office): ImportPage | null {
  const viewer = viewerIn(c)
  const found = isOffice(viewer.actor) ? findImport(db, c.req.param('id') ?? '') : null
  if (!found) return null
  const { kept, rows } = found
  const { actor } = viewer
  const people = namesOf(
    db,
    [kept.person, kept.doneBy].flatMap((id) => id ?? []),
  )
  const units = new Map(allUnits(db).map(({ id, name }) => [id, name]))
  const waits = kept.doneAt === null
  const about = { file: kept.file, actor, now: now() }
  const refusals = rows.flatMap(({ row, data }) => {
    const refusal = waits && data.kind === 'changed' ? refusalOf(db, data.changed, about) : null
    return refusal ? [[row, refusal] as const] : []
  })
  return {
    ...{ viewer, kept, rows, faults: [], ticks: new Set(), today: dayOf(now()), refusals: new Map(refusals) },
    person: (id) => (id === null ? said.system : (people.get(id) ?? texts.none)),
    unit: (id) => units.get(id) ?? texts.none,
  }
}
