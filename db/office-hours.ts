import type { PersonId } from '../core/actor.ts'
import { commonHours, defaultHours, readHours, showMinutes, type Hours } from '../core/calendar/office-hours.ts'
import type { Db, Tx } from './database.ts'
import { groupOf, ownHours } from './groups.ts'
import { noteOffice, type OfficeAct } from './office-events.ts'
import { put, setting } from './settings.ts'

const HOURS = 'office-hours'

/** When messages may leave for people and groups that have no hours of their own. */
export function officeHours(db: Db): Hours {
  const [from = '', to = ''] = (setting(db, HOURS) ?? '').split('-')
  const reading = readHours(from, to)
  return 'hours' in reading ? reading.hours : defaultHours
}

/** Whom a message goes to: a person, or a group chat. */
type Receiver = { readonly person: PersonId } | { readonly platform: string; readonly chatId: string }

/**
 * When messages may leave for a receiver: the office's hours, for a group as far as they are its own too. Own hours that
 * have come to lie outside them don't count: nothing would ever leave. Replies leave at any hour.
 */
export function hoursOf(db: Db, receiver: Receiver): Hours {
  const group = 'person' in receiver ? null : groupOf(db, receiver.platform, receiver.chatId)
  const [own, office] = [group && ownHours(group), officeHours(db)]
  return (own && commonHours(own, office)) ?? office
}

/** Sets the office's hours. false where they are these already. */
export function setOfficeHours(tx: Tx, { from, to }: Hours, act: OfficeAct): boolean {
  const before = officeHours(tx)
  if (before.from === from && before.to === to) return false
  put(tx, HOURS, `${showMinutes(from)}-${showMinutes(to)}`)
  noteOffice(tx, { type: 'hours-set', from, to }, act)
  return true
}
