import { readsAll } from '../core/actor.ts'
import { dayOf, daysBetween, showDay, type Day } from '../core/calendar/day.ts'
import { standsFor } from '../core/hand-ins/duty.ts'
import { isOverdueHandIn, type HandInEvent } from '../core/hand-ins/hand-in.ts'
import { answersFor, permittedHandIn } from '../core/hand-ins/hand-in-permit.ts'
import { contentText, handInStatusText } from '../core/hand-ins/hand-in-texts.ts'
import { handInEvent, viewHandIn, type HandInView } from '../db/hand-ins.ts'
import { namesOf } from '../db/people.ts'
import type { Action, Block, Card, Content, Tone } from './platform.ts'
import type { Reader } from './reader.ts'
import type { TapValue } from './tap.ts'
import { buttons, handInButtons, nextHandIn, say, toldHandIn } from './texts.ts'

/** The card of a hand-in as it stands, with what its reader may do; the lead alone where they may not see it. */
export function presentHandIn(reader: Reader, id: string, lead = ''): Content {
  const view = viewHandIn(reader.db, reader.actor, id, reader.now)
  return view ? handInCard(reader, view, lead) : { kind: 'text', text: lead || say.noSuchPaper }
}

/** What happened to a hand-in, for those it concerns; null once something else has happened to it since. */
export function presentHandInEvent(reader: Reader, n: number): Content | null {
  const found = handInEvent(reader.db, n)
  const view = found && viewHandIn(reader.db, reader.actor, found.id, reader.now)
  if (!found || !view || view.handIn.version !== found.logged.seq) return null
  const { by, event } = found.logged
  const who = by === null ? '系统' : (namesOf(reader.db, [by]).get(by) ?? '办公室')
  return handInCard(reader, view, sentenceOf(event, view, { who, today: dayOf(reader.now) }))
}

function handInCard(reader: Reader, view: HandInView, lead: string): Card {
  const { handIn, facts, owner } = view
  const title = titleOf(view)
  const due = dueText(reader, view)
  const fields = [
    { label: '单位', value: owner },
    ...(due ? [{ label: '报送期限', value: due }] : []),
    ...(handIn.content ? [{ label: '报送内容', value: contentText(handIn.content) }] : []),
    ...(handIn.reason ? [{ label: '退回原因', value: handIn.reason }] : []),
  ]
  const side = answersFor(reader.actor, facts) ? 'unit' : 'office'
  const next = nextHandIn(handIn.status, side, standsFor(facts.item.content) !== null)
  const blocks: Block[] = [
    ...(lead ? [{ type: 'text' as const, text: lead }] : []),
    { type: 'fields', fields },
    { type: 'note', text: next },
  ]
  const lines = fields.map(({ label, value }) => `${label}：${value}`)
  const fallback = [title, lead, ...lines, next].filter((line) => line !== '').join('\n')
  const link: Action[] = readsAll(reader.actor)
    ? [{ label: buttons.view, style: 'default', url: `${reader.publicUrl}/hand-ins/${handIn.id}` }]
    : []
  return {
    kind: 'card',
    title,
    tone: toneOf(reader, view),
    blocks,
    actions: [...actionsOf(reader, view), ...link],
    fallback,
  }
}

/** One row of a list. */
export function handInItem(reader: Reader, view: HandInView): Extract<Block, { type: 'item' }> {
  const line = [view.owner, stateText(view), dueText(reader, view)].filter((part) => part !== null).join(' · ')
  const tone = toneOf(reader, view)
  return { type: 'item', title: `报送：${view.facts.item.name}`, lines: [line], tone, actions: actionsOf(reader, view) }
}

function titleOf(view: HandInView): string {
  return `《${view.facts.item.name}》${stateText(view)}`
}

function stateText({ handIn }: HandInView): string {
  return `${handInStatusText[handIn.status]}${handIn.late ? '（逾期报送）' : ''}`
}

function dueText({ today }: Reader, { handIn, facts: { item } }: HandInView): string | null {
  if (item.due === null) return null
  const owed = handIn.status !== 'handed' && handIn.status !== 'accepted'
  const days = daysBetween(today, item.due)
  const left = days === 0 ? '（今天到期）' : days > 0 ? `（还有 ${days} 天）` : `（已过 ${-days} 天）`
  return `${showDay(item.due, today)}${owed ? left : ''}`
}

function toneOf({ today }: Reader, { handIn, facts }: HandInView): Tone {
  if (isOverdueHandIn(handIn, facts.item.due, today)) return 'bad'
  if (handIn.status === 'returned') return 'warn'
  return handIn.status === 'accepted' ? 'good' : 'plain'
}

function actionsOf(reader: Reader, { handIn, facts }: HandInView): Action[] {
  const may = permittedHandIn(handIn, reader.actor, facts)
  const by = standsFor(facts.item.content)
  const unit = answersFor(reader.actor, facts)
  const offered: (readonly [boolean, HandInTap['act'], string])[] = [
    [may.includes('confirm-zero'), 'confirm-zero', handInButtons.confirmZero],
    [may.includes('decline-zero'), 'decline-zero', handInButtons.declineZero],
    [unit && may.includes('hand-in') && canStand(facts) && handIn.status !== 'claimed', 'ledger', ledgerLabel(by)],
    [unit && may.includes('zero') && !facts.issues.some(({ selfChecked }) => selfChecked), 'zero', handInButtons.zero],
    [may.includes('accept'), 'accept', handInButtons.accept],
    [may.includes('withdraw') && !may.includes('confirm-zero'), 'withdraw', handInButtons.withdraw],
  ]
  const shown = offered.filter(([is]) => is)
  return shown.map(([, act, label], index): Action => {
    const style = index === 0 && act !== 'withdraw' ? 'primary' : 'default'
    const value = { do: 'hand-in', act, id: handIn.id, seen: handIn.version } satisfies HandInTap
    return { label, style, value }
  })
}

/** A list without issues is a zero report, not a list. */
function canStand({ item, issues }: HandInView['facts']): boolean {
  return item.content === 'issues' ? issues.length > 0 : standsFor(item.content) !== null
}

type HandInTap = Extract<TapValue, { do: 'hand-in' }>

function ledgerLabel(by: ReturnType<typeof standsFor>): string {
  return by === 'people' ? handInButtons.people : handInButtons.ledger
}

type Said = { readonly who: string; readonly today: Day }

function sentenceOf(event: HandInEvent, { handIn }: HandInView, { who, today }: Said): string {
  switch (event.type) {
    case 'handed-in':
      return toldHandIn.handedIn(who, event.late, event.behalf)
    case 'zero-claimed':
      return toldHandIn.zeroClaimed(who)
    case 'zero-confirmed':
      return toldHandIn.zeroConfirmed(who, event.late)
    case 'zero-declined':
      return toldHandIn.zeroDeclined(who)
    case 'accepted':
      return toldHandIn.accepted(handIn.handedOn === null ? '' : showDay(handIn.handedOn, today))
    case 'returned':
      return toldHandIn.returned
    case 'withdrawn':
      return toldHandIn.withdrawn(who)
    case 'superseded':
      return handIn.status === 'handed' ? toldHandIn.superseded : toldHandIn.claimOver
    case 'file-added':
      return toldHandIn.fileAdded(who, event.file.name)
    default:
      return event satisfies never
  }
}
