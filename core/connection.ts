import { isOpen, type Hours } from './calendar/office-hours.ts'
import type { Calendar } from './calendar/workday.ts'

/** `failed`: it won't come up by itself (refused credentials); the others are on their way. */
export type ConnectionState = 'connecting' | 'connected' | 'reconnecting' | 'failed'

/** How a platform's long connection stood when its server looked last. Instants are epoch milliseconds. */
export type Connection = {
  readonly platform: string
  readonly state: ConnectionState
  readonly since: number
  /** The last sign of life that came over it; null before the first. */
  readonly heardAt: number | null
  /** What the platform said when it refused; null where it didn't. */
  readonly why: string | null
}

/** `down`: not connected for a while; `silent`: connected, as far as one can tell, and nothing comes. */
export type ConnectionAlarm = 'down' | 'silent'

const MINUTE = 60_000

/** A connection may be gone for this long before anybody is bothered: it comes back by itself. */
const mostDown = 2 * MINUTE

/** Platforms show a sign of life every 20 seconds (DingTalk) to two minutes (Lark's answer to a ping). */
const mostSilent = 5 * MINUTE

/** What is wrong with a connection at any hour; null while all is well. */
export function faultOf({ state, since, heardAt }: Connection, now: number): ConnectionAlarm | null {
  if (state !== 'connected') return state === 'failed' || now - since >= mostDown ? 'down' : null
  return now - Math.max(heardAt ?? since, since) >= mostSilent ? 'silent' : null
}

/** The same as far as it concerns the office: while it is open. What is refused for good concerns it at once. */
export function alarmOf(connection: Connection, { calendar, hours, now }: OfficeClock): ConnectionAlarm | null {
  const concerns = connection.state === 'failed' || isOpen(calendar, hours, now)
  return concerns ? faultOf(connection, now) : null
}

export type OfficeClock = { readonly calendar: Calendar; readonly hours: Hours; readonly now: number }
