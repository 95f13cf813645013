import { asc, eq } from 'drizzle-orm'
import { alarmOf, type Connection, type ConnectionAlarm } from '../core/connection.ts'
import { officeCalendar } from './calendar.ts'
import type { Db, Tx } from './database.ts'
import { officeHours } from './office-hours.ts'
import { connections } from './schema.ts'

/** How often a mere sign of life is worth a write, in milliseconds. */
const HEARD = 30_000

/** Writes down how a connection stands. One that hasn't changed and was heard a moment before writes nothing. */
export function noteConnection(tx: Tx, { platform, state, since, heardAt, why }: Connection): void {
  const known = tx.select().from(connections).where(eq(connections.platform, platform)).get()
  const same = known?.state === state && known.since === since && known.why === why
  if (same && (heardAt ?? 0) - (known.heardAt ?? 0) < HEARD) return
  const set = { state, since, heardAt, why }
  tx.insert(connections)
    .values({ platform, ...set })
    .onConflictDoUpdate({ target: connections.platform, set })
    .run()
}

/** A connection that was closed on purpose, or is no longer wanted, is nobody's concern. */
export function forgetConnections(tx: Tx): void {
  tx.delete(connections).run()
}

export function connectionsNow(db: Db): Connection[] {
  return db.select().from(connections).orderBy(asc(connections.platform)).all()
}

export type Alarmed = Connection & { readonly alarm: ConnectionAlarm }

/** The connections by which nothing comes in, in office hours. */
export function alarmedConnections(db: Db, now: number): Alarmed[] {
  const standing = connectionsNow(db)
  if (standing.length === 0) return []
  const clock = { calendar: officeCalendar(db), hours: officeHours(db), now }
  return standing.flatMap((connection) => {
    const alarm = alarmOf(connection, clock)
    return alarm === null ? [] : [{ ...connection, alarm }]
  })
}
