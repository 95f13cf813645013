import { dayOf, showDay } from '../core/calendar/day.ts'
import { openItems, type Handover } from '../core/handovers/handover.ts'
import { workdayAfter } from '../core/calendar/workday.ts'
import { officeCalendar } from '../db/calendar.ts'
import { handoversTo } from '../db/handovers/find.ts'
import { namesOf } from '../db/people.ts'
import { handed } from './handover-texts.ts'
import type { Action, Block } from './platform.ts'
import type { Reader } from './reader.ts'

type Item = Extract<Block, { type: 'item' }>

/** A handover as one row of a list: its successor can sign for all of it there. */
export function handoverItem(reader: Reader, handover: Handover): Item {
  const { id, to } = handover
  const { fromName, toName } = partiesOf(reader, handover)
  const own = to === reader.actor.id
  const open = openItems(handover).length
  const actions: Action[] = [
    ...(own && open > 0
      ? [{ label: handed.signAll, style: 'primary' as const, value: { do: 'handover-sign', id } }]
      : []),
    { label: handed.view, style: 'default', value: { do: 'handover', id } },
  ]
  const title = own ? handed.toSign(fromName, open) : handed.between2(fromName, toName)
  return { type: 'item', title, lines: [sumsOf(handover)], tone: 'warn', actions }
}

/** What waits for its reader's signature, for 待办. */
export function handoversToSign(reader: Reader): Item[] {
  return handoversTo(reader.db, reader.actor.id).map((handover) => {
    const item = handoverItem(reader, handover)
    return { ...item, lines: [handed.signBy(signBy(reader, handover))] }
  })
}

type Parties = { readonly fromName: string; readonly toName: string }

export function partiesOf({ db }: Reader, { from, to }: Pick<Handover, 'from' | 'to'>): Parties {
  const names = namesOf(db, [from, to])
  return { fromName: names.get(from) ?? '', toName: names.get(to) ?? '' }
}

export function sumsOf({ items }: Handover): string {
  const count = (wanted: string) => items.filter(({ state }) => state === wanted).length
  return handed.sums(count('open'), count('signed'), count('returned'))
}

/** One workday after it began (see the patience of core/nudges/watch.ts). */
export function signBy({ db, today }: Reader, { startedAt }: Handover): string {
  return showDay(workdayAfter(officeCalendar(db), dayOf(startedAt), 1).day, today)
}
