import type { PersonId } from '../core/actor.ts'
import { openItems, type Handover } from '../core/handovers/handover.ts'
import { causeText, handoverRefusalText, handoverStatusText, postsStay } from '../core/handovers/handover-texts.ts'
import { badCancel } from '../core/handovers/handover-rules.ts'
import { isOffice } from '../core/actor.ts'
import type { Serial } from '../core/issue.ts'
import type { Message } from '../core/message.ts'
import { tellApart, type Choosable } from '../core/people/person.ts'
import { handoverEvent, reachOf, viewHandover, type HandoverLogged } from '../db/handovers/find.ts'
import { ownerless } from '../db/handovers/holders.ts'
import { previewHandover } from '../db/handovers/record.ts'
import { viewIssue } from '../db/issues.ts'
import { findPerson, namesOf, postsOf, unitName } from '../db/people.ts'
import { handed } from './handover-texts.ts'
import { partiesOf, signBy, sumsOf } from './present-handover-item.ts'
import { issueItem } from './present-issue.ts'
import type { Action, Block, Card, Content } from './platform.ts'
import type { Reader } from './reader.ts'

type Item = Extract<Block, { type: 'item' }>
type Value = Extract<Action, { value: unknown }>['value']

const listed = 10

type Said = Extract<Message, { type: `handover${string}` | 'ownerless' }>

/** Every message about 交接; null where there is nothing left to say. */
export function presentOfHandover(message: Said, reader: Reader): Content | null {
  switch (message.type) {
    case 'handover':
      return presentHandover(reader, message.id, message.lead)
    case 'handover-event':
      return presentHandoverEvent(reader, message.n)
    case 'handover-ask':
      return handoverAskCard(reader, message)
    case 'handover-who':
      return handoverWhoCard(reader, message.pairs)
    case 'handover-return':
      return handoverReturnCard(reader, message)
    case 'ownerless':
      return ownerlessCard(reader, message.person)
    default:
      return message satisfies never
  }
}

/** A handover as it stands: to its successor with buttons, to everybody else it may concern as it has come. */
function presentHandover(reader: Reader, id: number, lead = ''): Content {
  const handover = viewHandover(reader.db, reader.actor, id)
  if (!handover) return { kind: 'text', text: lead || handoverRefusalText({ code: 'not-found' }, () => '') }
  return handoverCard(reader, handover, lead)
}

function handoverCard(reader: Reader, handover: Handover, lead: string): Card {
  const { id, to, reason, status } = handover
  const own = to === reader.actor.id && status === 'running'
  const { fromName, toName } = partiesOf(reader, handover)
  const open = openItems(handover)
  const shown = open
    .slice(0, listed)
    .flatMap(({ serial }) => itemOf(reader, serial, own ? signButtons(id, serial) : []))
  const title = own
    ? handed.toSign(fromName, open.length)
    : `${handed.between2(fromName, toName)} ${handoverStatusText[status]}`
  const notes = own
    ? [
        ...(open.length > listed ? [handed.more(open.length - listed)] : []),
        handed.signBy(signBy(reader, handover)),
        handed.both,
      ]
    : [...(lead === '' || isMixed(handover) ? [sumsOf(handover)] : []), ...unboundNote(reader, handover, toName)]
  const texts = [lead, reason ? handed.reason(reason) : ''].filter((text) => text !== '')
  return card({
    title,
    texts,
    items: shown,
    notes,
    actions: actionsOf(reader, handover, own),
    tone: own ? 'warn' : 'plain',
  })
}

/** Some items came one way and some another: what has just been said of one says nothing of the others. */
function isMixed({ items }: Handover): boolean {
  return new Set(items.map(({ state }) => state)).size > 1
}

function unboundNote({ db }: Reader, { to, status }: Handover, toName: string): string[] {
  return status === 'running' && reachOf(db, to) === 'unbound' ? [handed.unbound(toName)] : []
}

function actionsOf({ actor }: Reader, handover: Handover, own: boolean): Action[] {
  const { id } = handover
  const sign = button(handed.signAll, { do: 'handover-sign', id }, 'primary')
  const cancel = button(handed.cancel, { do: 'handover-cancel', id })
  return [...(own ? [sign] : []), ...(!own && badCancel(actor, handover) === null ? [cancel] : [])]
}

function signButtons(id: number, serial: Serial): Action[] {
  return [
    button(handed.sign, { do: 'handover-sign', id, serial }, 'primary'),
    button(handed.back, { do: 'handover-return', id, serial }),
    button(handed.view, { do: 'view', serial }),
  ]
}

function button(label: string, value: Value, style: Action['style'] = 'default'): Action {
  return { label, style, value }
}

/** Nothing where its reader may not know of it. */
function itemOf(reader: Reader, serial: Serial, actions: readonly Action[]): Item[] {
  const view = viewIssue(reader.db, reader.actor, serial, reader.now)
  return view ? [{ ...issueItem(reader, view, 0), actions }] : []
}

type Parts = Pick<Card, 'title' | 'tone' | 'actions'> & {
  readonly texts: readonly string[]
  readonly items: readonly Item[]
  readonly notes: readonly string[]
}

function card({ title, tone, texts, items, notes, actions }: Parts): Card {
  const blocks: Block[] = [
    ...texts.map((text) => ({ type: 'text' as const, text })),
    ...items,
    ...notes.map((text) => ({ type: 'note' as const, text })),
  ]
  const fallback = [title, ...texts, ...items.flatMap((item) => [item.title, ...item.lines]), ...notes].join('\n')
  return { kind: 'card', title, tone, blocks, actions, fallback }
}

/** What has just happened to a handover, for those it concerns; null where it is moot by now. */
function presentHandoverEvent(reader: Reader, n: number): Content | null {
  const found = handoverEvent(reader.db, n)
  if (!found || !viewHandover(reader.db, reader.actor, found.handover.id)) return null
  const text = tidingsOf(reader, found)
  return text === null ? null : handoverCard(reader, found.handover, text)
}

function tidingsOf(reader: Reader, { handover, event, by }: HandoverLogged): string | null {
  const { fromName: from, toName: to } = partiesOf(reader, handover)
  const who = by === null ? handed.system : (namesOf(reader.db, [by]).get(by) ?? '')
  const own = handover.to === reader.actor.id
  switch (event.type) {
    case 'handover-started': {
      if (handover.status !== 'running') return null
      const cause = causeText[event.cause]
      const count = event.items.length
      if (event.cause === 'asked')
        return own ? handed.startedFor(who, from, count) : handed.started(who, from, to, count)
      return own ? handed.beganFor(cause, from, count) : handed.began(cause, from, to, count)
    }
    case 'handover-widened':
      return handover.status === 'running' ? handed.widened(from, event.items.length) : null
    case 'items-signed':
      return handed.done(from, to, handover.items.filter(({ state }) => state === 'signed').length)
    case 'items-returned':
      return handed.returned(to, event.serials.join('、'), event.reason, from)
    case 'items-dropped':
      return event.why === 'unfit' ? handed.unfit(to, from) : handed.lapsed(from, to)
    case 'handover-cancelled':
      return handed.cancelled(who, from, to)
    default:
      return event satisfies never
  }
}

type Pair = { readonly from: PersonId; readonly to: PersonId }

/** What would pass, to be said yes to. */
function handoverAskCard(reader: Reader, { from, to }: Pair): Content {
  const plan = previewHandover(reader.db, { from, to }, reader.actor)
  const names = namesOf(reader.db, [from, to])
  if (!plan.ok) {
    const nameOf = (id: PersonId) => namesOf(reader.db, [id]).get(id) ?? ''
    return { kind: 'text', text: handoverRefusalText(plan.refusal, nameOf) }
  }
  const { items, left } = plan
  const toName = names.get(to) ?? ''
  const rest = items.length - listed
  return card({
    title: handed.askTitle(items.length, toName),
    tone: 'plain',
    texts: [handed.ask(names.get(from) ?? '', from === reader.actor.id)],
    items: items.slice(0, listed).flatMap(({ serial }) => itemOf(reader, serial, [])),
    notes: [
      ...(rest > 0 ? [handed.moreToAsk(rest)] : []),
      ...(left.length > 0 ? [handed.left(left.length)] : []),
      ...(reachOf(reader.db, to) === 'unbound' ? [handed.unboundAsk(toName)] : []),
      postsStay,
    ],
    actions: [button(handed.confirm, { do: 'handover-start', from, to }, 'primary')],
  })
}

function choosable({ db }: Reader, id: PersonId): Choosable {
  const { name = '', title = null, phone = null } = findPerson(db, id) ?? {}
  const [unit] = postsOf(db, id).map((post) => unitName(db, post.unit))
  return { id, name, title, phone, unit: unit ?? null }
}

/** Which of several of one name: told apart by 职务, unit and the end of 手机. */
function handoverWhoCard(reader: Reader, pairs: readonly Pair[]): Content {
  const ids = new Set(pairs.flatMap(({ from, to }) => [from, to]))
  const labels = tellApart([...ids].map((id) => choosable(reader, id)))
  const label = (id: PersonId) => labels.get(id) ?? ''
  const own = pairs.every(({ from }) => from === reader.actor.id)
  const actions = pairs.slice(0, listed).map(({ from, to }) => {
    const words = own ? label(to) : `${label(from)} → ${label(to)}`
    return button(words, { do: 'handover-ask', from, to })
  })
  const fallback = [handed.which, ...actions.map((action) => action.label)].join('\n')
  return { kind: 'card', title: handed.which, tone: 'plain', blocks: [], actions, fallback }
}

/** Why is it returned? */
function handoverReturnCard(
  reader: Reader,
  { id, serial, lead }: { readonly id: number; readonly serial: Serial; readonly lead?: string },
): Content {
  const handover = viewHandover(reader.db, reader.actor, id)
  if (!handover) return presentHandover(reader, id)
  const title = handed.returnTitle(serial)
  const field = { name: 'reason', label: handed.returnReason, kind: 'paragraph', required: true, max: 500 } as const
  const submit = [button(handed.back, { do: 'handover-return', id, serial }, 'primary')]
  const base = card({
    title,
    tone: 'plain',
    texts: lead ? [lead] : [],
    items: itemOf(reader, serial, []),
    notes: [],
    actions: [],
  })
  return { ...base, form: { fields: [{ field, value: '' }], submit } }
}

/** Somebody has gone and nobody takes over, for the office; null once somebody does. */
function ownerlessCard({ db, actor, publicUrl }: Reader, person: PersonId): Content | null {
  const own = isOffice(actor) ? ownerless(db).filter((one) => one.person === person) : []
  const count = own.reduce((sum, one) => sum + one.count, 0)
  if (count === 0) return null
  const text = handed.ownerless(namesOf(db, [person]).get(person) ?? '', count)
  const url = `${publicUrl}/handovers`
  return {
    ...card({
      title: handed.ownerlessTitle,
      tone: 'bad',
      texts: [text],
      items: [],
      notes: [handed.ownerlessNext],
      actions: [],
    }),
    actions: [{ label: handed.view, style: 'primary', url }],
  }
}
