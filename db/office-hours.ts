import { defaultHours, readHours, type Hours } from '../core/office-hours.ts'
import type { Db } from './database.ts'
import { setting } from './settings.ts'

const HOURS = 'office-hours'

/** When messages may leave for people and groups that have no hours of their own. */
export function officeHours(db: Db): Hours {
  const [from = '', to = ''] = (setting(db, HOURS) ?? '').split('-')
  const reading = readHours(from, to)
  return 'hours' in reading ? reading.hours : defaultHours
}
