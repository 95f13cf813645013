import { type Door, isOffice, readsAll } from '../core/actor.ts'
import { transact } from '../db/database.ts'
import { deliveriesOf, type Delivery, type DeliveryState } from '../db/deliveries.ts'
import { groupOf } from '../db/groups.ts'
import { metersOf, setQuota, type Counted, type PlatformMeter } from '../db/meters.ts'
import { outboxCounts } from '../db/outbox.ts'
import { sendAgain, sendFailedAgain } from '../db/outbox-ends.ts'
import { namesOf, peopleNamed, unitName } from '../db/people.ts'
import { DeliveriesView } from './deliveries-view.tsx'
import { deliveryStateText, deliveryTexts } from './delivery-texts.ts'
import { notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import type { Show } from './layout.tsx'
import { type Office, sendOut } from './office.ts'
import { paths } from './paths.ts'
import { type Ctx, type Viewer, viewerIn } from './session.ts'

export type DeliveriesPage = {
  readonly viewer: Viewer
  readonly query: DeliveryQuery
  /** Failed or unknown, the newest first; empty where something narrower is asked for. */
  readonly trouble: readonly Told[]
  readonly rows: readonly Told[]
  /** The id before which the next page begins; null on the last. */
  readonly older: number | null
  readonly failed: number
  /** No one has this name. */
  readonly nobody: boolean
  readonly meters: readonly PlatformMeter[]
  readonly mayAct: boolean
  /** The platforms with a card template of the office's own. */
  readonly templates: readonly Door[]
  /** A quota that couldn't be read, as it was typed. */
  readonly refused: { readonly platform: string; readonly of: Counted; readonly typed: string } | null
}

export type DeliveryQuery = {
  readonly state: DeliveryState | null
  readonly name: string
  readonly before: number | null
}

/** A message with its receiver in words. */
export type Told = Delivery & { readonly to: string }

const pageSize = 50
const troubleShown = 10

/** GET /deliveries?state=&name=&before= */
export async function deliveriesPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  if (!readsAll(viewerIn(c).actor)) return notFound(c, show)
  return showDeliveries(c, office, { show, refused: null })
}

type Showing = { readonly show: Show; readonly refused: DeliveriesPage['refused'] }

async function showDeliveries(c: Ctx, office: Office, { show, refused }: Showing): Promise<Response> {
  const page = { ...loadDeliveries(office, viewerIn(c), queryIn(c)), refused }
  const body = <DeliveriesView page={page} />
  return show(c, { title: deliveryTexts.title, body, ...(refused ? { status: 422 } : {}) })
}

function queryIn(c: Ctx): DeliveryQuery {
  const state = c.req.query('state') ?? ''
  const before = Number(/^\d{1,12}$/.exec(c.req.query('before') ?? '')?.[0] ?? 0)
  const known = Object.keys(deliveryStateText) as DeliveryState[]
  return {
    state: known.find((one) => one === state) ?? null,
    name: (c.req.query('name') ?? '').trim().slice(0, 50),
    before: before > 0 ? before : null,
  }
}

function loadDeliveries(
  { db, now, cardTemplates }: Office,
  viewer: Viewer,
  query: DeliveryQuery,
): Omit<DeliveriesPage, 'refused'> {
  const { state, name, before } = query
  const people = name === '' ? null : peopleNamed(db, name).map(({ id }) => id)
  const wanted = {
    ...(state && { states: [state] }),
    ...(people && { people }),
    ...(before !== null && { before }),
  }
  const found = people?.length === 0 ? [] : deliveriesOf(db, { ...wanted, limit: pageSize + 1 })
  const rows = found.slice(0, pageSize)
  const plain = state === null && name === '' && before === null
  const trouble = plain ? deliveriesOf(db, { states: ['failed', 'unknown'], limit: troubleShown }) : []
  const named = nameReceivers(db, [...trouble, ...rows])
  return {
    viewer,
    query,
    trouble: trouble.map(named),
    rows: rows.map(named),
    older: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null,
    failed: outboxCounts(db).failed,
    nobody: people?.length === 0,
    meters: metersOf(db, now()),
    mayAct: isOffice(viewer.actor),
    templates: cardTemplates.map(({ platform }) => platform),
  }
}

function nameReceivers(db: Office['db'], rows: readonly Delivery[]): (row: Delivery) => Told {
  const names = namesOf(
    db,
    rows.flatMap(({ person }) => (person === null ? [] : [person])),
  )
  const groupName = (platform: string, chatId: string) => {
    const unit = groupOf(db, platform, chatId)?.unit ?? null
    return deliveryTexts.group(unit === null ? null : unitName(db, unit))
  }
  const nameOf = ({ person, platform, address }: Delivery) => {
    if (person !== null) return names.get(person)
    return platform !== null && address?.kind === 'group' ? groupName(platform, address.id) : undefined
  }
  return (row) => ({ ...row, to: nameOf(row) ?? deliveryTexts.stranger })
}

/** POST /deliveries/:id/again */
export async function postDeliveryAgain(c: Ctx, office: Office, show: Show): Promise<Response> {
  const id = Number(/^\d{1,12}$/.exec(c.req.param('id') ?? '')?.[0] ?? 0)
  if (!isOffice(viewerIn(c).actor)) return notFound(c, show)
  if (!transact(office.db, (tx) => sendAgain(tx, id, office.now()))) return notFound(c, show)
  return queued(c, office, 'sent-one-again')
}

/** POST /deliveries/again: what failed once more; what may have arrived is left to be looked at one by one. */
export async function postDeliveriesAgain(c: Ctx, office: Office, show: Show): Promise<Response> {
  if (!isOffice(viewerIn(c).actor)) return notFound(c, show)
  transact(office.db, (tx) => sendFailedAgain(tx, office.now()))
  return queued(c, office, 'sent-again')
}

function queued(c: Ctx, office: Office, done: 'sent-one-again' | 'sent-again'): Response {
  sendOut(office)
  leaveFlash(c, done, null)
  return c.redirect(paths.deliveries, 303)
}

/** POST /deliveries/quota */
export async function postQuota(c: Ctx, office: Office, show: Show): Promise<Response> {
  const { actor } = viewerIn(c)
  const data = await c.req.formData()
  const [platform, typed] = [String(data.get('platform')), String(data.get('quota') ?? '').trim()]
  const of = data.get('of') === 'pushes' ? 'pushes' : 'calls'
  const meter = metersOf(office.db, office.now()).find((known) => known.platform === platform)
  if (!isOffice(actor) || !meter || (of === 'pushes' && meter.pushes === null)) return notFound(c, show)
  const quota = quotaIn(typed)
  if (quota === 'unreadable') return showDeliveries(c, office, { show, refused: { platform, of, typed } })
  transact(office.db, (tx) => setQuota(tx, platform, { of, quota }, { actor, now: office.now() }))
  leaveFlash(c, 'quota-set', null)
  return c.redirect(paths.deliveries, 303)
}

/** '10,000' and '10000'; empty for no quota. */
function quotaIn(typed: string): number | null | 'unreadable' {
  const digits = typed.normalize('NFKC').replaceAll(',', '')
  if (digits === '') return null
  return /^[1-9]\d{0,8}$/.test(digits) ? Number(digits) : 'unreadable'
}
