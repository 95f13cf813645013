import { seedCalendar } from '../../db/calendar.ts'
import { noteConnection } from '../../db/connections.ts'
import { transact, type Db } from '../../db/database.ts'
import { remember } from '../../db/inbox.ts'

const day = 86_400_000

/** A Thursday, its opening, and the five workdays before it. */
export const noon = Date.parse('2022-12-08T12:00:00+08:00')
export const quietSince = Date.parse('2022-12-08T08:30:00+08:00')
const before = [1, 2, 3, 6, 7]

type Week = {
  readonly platform: string
  readonly people: number
  /** Messages of each in a morning. */
  readonly each?: number
  readonly only?: 'receipts'
}

/** Mornings on which so many people spoke over a connection that is still there, up to the day before `noon`; the year is arranged. */
export function busyWeek(db: Db, { platform, people, each = 1, only }: Week): void {
  const since = noon - 30 * day
  transact(db, (tx) => {
    seedCalendar(tx, [{ day: '2022-10-03', workday: false, name: '国庆节' }])
    noteConnection(tx, { platform, state: 'connected', since, heardAt: noon - 60_000, why: null })
    for (const back of before)
      for (let nth = 0; nth < people * each; nth++) {
        const sender = `manager${nth % people}`
        const came = {
          platform,
          eventId: `${only ?? 'message'}:${back}:${nth}`,
          at: noon - back * day - nth * 60_000 - 1,
        }
        remember(tx, only ? came : { ...came, sender })
      }
  })
}
