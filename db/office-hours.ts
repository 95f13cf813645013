import { defaultHours, readHours, showMinutes, type Hours } from '../core/office-hours.ts'
import type { Db, Tx } from './database.ts'
import { noteOffice, type OfficeAct } from './office-events.ts'
import { put, setting } from './settings.ts'

const HOURS = 'office-hours'

/** When messages may leave for people and groups that have no hours of their own. */
export function officeHours(db: Db): Hours {
  const [from = '', to = ''] = (setting(db, HOURS) ?? '').split('-')
  const reading = readHours(from, to)
  return 'hours' in reading ? reading.hours : defaultHours
}

/** Sets the office's hours. false where they are these already. */
export function setOfficeHours(tx: Tx, { from, to }: Hours, act: OfficeAct): boolean {
  const before = officeHours(tx)
  if (before.from === from && before.to === to) return false
  put(tx, HOURS, `${showMinutes(from)}-${showMinutes(to)}`)
  noteOffice(tx, { type: 'hours-set', from, to }, act)
  return true
}
