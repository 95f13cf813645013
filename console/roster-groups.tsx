import type { FC } from 'hono/jsx'
import { isOffice, type Door } from '../core/actor.ts'
import { dayOf, showInstant } from '../core/calendar/day.ts'
import { mayChangeCalendar } from '../core/office-event.ts'
import type { Hours } from '../core/calendar/office-hours.ts'
import { mayChangeUnits } from '../core/people/unit.ts'
import { transact, type Tx } from '../db/database.ts'
import {
  allGroups,
  bindGroup,
  groupOf,
  groupRequestsOf,
  refuseGroup,
  releaseGroup,
  type Group,
  type GroupRequest,
} from '../db/groups.ts'
import { officeHours } from '../db/office-hours.ts'
import { failed, notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { Banner, Card, Csrf } from './parts.tsx'
import { paths } from './paths.ts'
import { Back } from './roster-form.tsx'
import { GroupHours } from './roster-group-hours.tsx'
import { loadRoster, treeOf, unitNameIn, type Roster } from './roster-load.ts'
import { groupTexts, type RosterDone } from './roster-texts.ts'
import { type Ctx, viewerIn } from './session.ts'
import { doorText } from './texts.ts'

/** Choices that are no unit's. */
const [OFFICE, CONTACTS] = ['office', 'contacts'] as const

export type Groups = {
  readonly roster: Roster
  readonly asked: readonly GroupRequest[]
  readonly bound: readonly Group[]
  /** Confirming is the office's (domain: section 4). */
  readonly mayConfirm: boolean
  /** Hours are the administrator's. */
  readonly maySetHours: boolean
  readonly officeHours: Hours
  readonly refused: string | null
}

/** GET /roster/groups: chats that wait for the office, and those that count. */
export async function groupsPage(c: Ctx, office: Office, show: Show): Promise<Response> {
  return showGroups(c, office, { show, refused: null })
}

/** The page, with a sentence about what was refused. */
export async function showGroups(
  c: Ctx,
  office: Office,
  { show, refused }: { show: Show; refused: string | null },
): Promise<Response> {
  const viewer = viewerIn(c)
  if (!mayChangeUnits(viewer.actor)) return notFound(c, show)
  const roster = loadRoster(office, viewer)
  const { db } = office
  const mayConfirm = isOffice(viewer.actor)
  const maySetHours = mayChangeCalendar(viewer.actor)
  const chats = { asked: groupRequestsOf(db), bound: allGroups(db) }
  const groups = { roster, ...chats, mayConfirm, maySetHours, officeHours: officeHours(db), refused }
  return show(c, { title: groupTexts.title, body: <GroupsView groups={groups} />, ...(refused ? { status: 422 } : {}) })
}

type Place = { readonly platform: string; readonly chatId: string }
type Deciding = { readonly show: Show; readonly done: RosterDone; readonly decide: (tx: Tx, place: Place) => unknown }

/** POST /roster/groups/confirm: whose group it is. */
export async function postConfirm(c: Ctx, office: Office, show: Show): Promise<Response> {
  const viewer = viewerIn(c)
  if (!isOffice(viewer.actor)) return notFound(c, show)
  const owner = String((await c.req.formData()).get('owner') ?? '')
  const unit = loadRoster(office, viewer).units.find(({ id, endedOn }) => String(id) === owner && endedOn === null)
  if (!unit && owner !== OFFICE && owner !== CONTACTS)
    return showGroups(c, office, { show, refused: groupTexts.missing })
  const act = { actor: viewer.actor, now: office.now() }
  const whose = unit ? { unit: unit.id } : { unit: null, kind: owner === CONTACTS ? CONTACTS : OFFICE }
  const decide: Deciding['decide'] = (tx, place) => bindGroup(tx, { ...place, ...whose }, act)
  return decided(c, office, { show, done: 'group-confirmed', decide })
}

/** POST /roster/groups/refuse */
export async function postRefuse(c: Ctx, office: Office, show: Show): Promise<Response> {
  const { actor } = viewerIn(c)
  if (!mayChangeUnits(actor)) return notFound(c, show)
  const decide: Deciding['decide'] = (tx, place) => refuseGroup(tx, place, { actor, now: office.now() })
  return decided(c, office, { show, done: 'group-refused', decide })
}

/** POST /roster/groups/release */
export async function postRelease(c: Ctx, office: Office, show: Show): Promise<Response> {
  const { actor } = viewerIn(c)
  if (!mayChangeUnits(actor)) return notFound(c, show)
  const decide: Deciding['decide'] = (tx, place) => releaseGroup(tx, place, { actor, now: office.now() })
  return decided(c, office, { show, done: 'group-released', decide })
}

/** Only a chat that asked or counts already: an address nobody wrote from is nobody's group. */
async function decided(c: Ctx, office: Office, { show, done, decide }: Deciding): Promise<Response> {
  const data = await c.req.formData()
  const place = { platform: String(data.get('platform') ?? ''), chatId: String(data.get('chat') ?? '') }
  const { db } = office
  const known =
    groupOf(db, place.platform, place.chatId) ??
    groupRequestsOf(db).find(({ platform, chatId }) => platform === place.platform && chatId === place.chatId)
  if (!known) return failed(c, show, { kind: 'notFound', status: 404 })
  transact(db, (tx) => void decide(tx, place))
  leaveFlash(c, done, null)
  return c.redirect(paths.groups, 303)
}

const GroupsView: FC<{ groups: Groups }> = ({ groups }) => {
  const waiting = groups.asked.filter(({ refusedAt }) => refusedAt === null)
  const refused = groups.asked.filter(({ refusedAt }) => refusedAt !== null)
  return (
    <div class="narrow group-page">
      <Back href={paths.roster} />
      <h1>{groupTexts.title}</h1>
      {groups.refused === null ? null : <Banner tone="bad">{groups.refused}</Banner>}
      <Card title={groupTexts.waiting}>
        <p class="quiet">{groupTexts.waitingHint}</p>
        {waiting.length === 0 ? <p>{groupTexts.noWaiting}</p> : <Asked groups={groups} list={waiting} />}
      </Card>
      <Card title={groupTexts.bound}>
        {groups.bound.length === 0 ? <p>{groupTexts.noBound}</p> : <Bound groups={groups} />}
      </Card>
      {refused.length > 0 ? (
        <Card title={groupTexts.refused}>
          <Asked groups={groups} list={refused} />
        </Card>
      ) : null}
    </div>
  )
}

const Asked: FC<{ groups: Groups; list: readonly GroupRequest[] }> = ({ groups, list }) => (
  <ul class="groups">
    {list.map((request) => (
      <li>
        <div class="group-what">
          <strong>
            <bdi>{request.name ?? groupTexts.nameless}</bdi>
          </strong>
          <span class="quiet">{groupTexts.asked(askerOf(groups, request), showInstant(request.askedAt))}</span>
          <span class="quiet">{addressText(request)}</span>
        </div>
        {groups.mayConfirm ? (
          <form class="group-confirm" method="post" action={paths.confirmGroup}>
            <Hidden groups={groups} place={request} />
            <select class="input select" name="owner" aria-label={groupTexts.owner}>
              <option value="">{groupTexts.owner}</option>
              <option value={OFFICE}>{groupTexts.office}</option>
              <option value={CONTACTS}>{groupTexts.contacts}</option>
              {treeOf(groups.roster.units).map(({ unit }) => (
                <option value={String(unit.id)}>{unit.name}</option>
              ))}
            </select>
            <button class="button button-primary" type="submit">
              {groupTexts.confirm}
            </button>
          </form>
        ) : (
          <span class="quiet">{groupTexts.byOffice}</span>
        )}
        {request.refusedAt === null ? <Press groups={groups} place={request} action="refuse" /> : null}
      </li>
    ))}
  </ul>
)

const Bound: FC<{ groups: Groups }> = ({ groups }) => (
  <ul class="groups">
    {groups.bound.map((group) => (
      <li>
        <div class="group-what">
          <strong>{ownerOf(groups.roster, group)}</strong>
          <span class="quiet">{`${groupTexts.since} ${dayOf(group.boundAt)}`}</span>
          <span class="quiet">{addressText(group)}</span>
        </div>
        <GroupHours groups={groups} group={group} />
        <Press groups={groups} place={group} action="release" />
      </li>
    ))}
  </ul>
)

/** One press, nothing to fill in. */
const Press: FC<{ groups: Groups; place: Place; action: 'refuse' | 'release' }> = ({ groups, place, action }) => (
  <form method="post" action={action === 'refuse' ? paths.refuseGroup : paths.releaseGroup}>
    <Hidden groups={groups} place={place} />
    <button class="button button-default" type="submit">
      {groupTexts[action]}
    </button>
  </form>
)

/** Whose form it is, and of which chat. */
export const Hidden: FC<{ groups: Groups; place: Place }> = ({ groups, place }) => (
  <>
    <Csrf viewer={groups.roster.viewer} />
    <input type="hidden" name="platform" value={place.platform} />
    <input type="hidden" name="chat" value={place.chatId} />
  </>
)

function addressText({ platform, chatId }: Place): string {
  return `${doorText[platform as Door]} ${chatId}`
}

function ownerOf(roster: Roster, { unit, kind }: Group): string {
  if (unit !== null) return unitNameIn(roster, unit)
  return kind === CONTACTS ? groupTexts.contacts : groupTexts.office
}

function askerOf({ roster }: Groups, { person }: GroupRequest): string {
  return roster.people.find(({ id }) => id === person)?.name ?? groupTexts.stranger
}
