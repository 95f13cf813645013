import { and, desc, eq, inArray, isNotNull, isNull, lt, sql, type SQL } from 'drizzle-orm'
import type { PersonId } from '../core/actor.ts'
import type { Db } from './database.ts'
import type { Row } from './outbox.ts'
import { outbox } from './schema.ts'

/** What became of a message, as the office reads it; `read` is one that has arrived and been seen. */
export type DeliveryState = 'queued' | 'sent' | 'read' | 'failed' | 'unknown' | 'unbound' | 'dropped'

const shown = {
  id: outbox.id,
  person: outbox.person,
  platform: outbox.platform,
  address: outbox.address,
  message: outbox.message,
  serial: outbox.serial,
  rank: outbox.rank,
  urgent: outbox.urgent,
  state: outbox.state,
  attempts: outbox.attempts,
  createdAt: outbox.createdAt,
  nextAt: outbox.nextAt,
  sentAt: outbox.sentAt,
  readAt: outbox.readAt,
  lastError: outbox.lastError,
}

/** One message with what became of it. */
export type Delivery = Pick<Row, keyof typeof shown>

type Wanted = {
  readonly states?: readonly DeliveryState[]
  /** To one of these people. */
  readonly people?: readonly PersonId[]
  /** Older than this one. */
  readonly before?: number
  readonly limit: number
}

/** Messages, the newest first. Read along an index, page after page by `before`, however many there are. */
export function deliveriesOf(db: Db, { states, people, before, limit }: Wanted): Delivery[] {
  const wanted = and(
    states ? inStates(states, people ? sql`+${outbox.state}` : sql`${outbox.state}`) : undefined,
    people ? inArray(outbox.person, people.slice(0, 50)) : undefined,
    before === undefined ? undefined : lt(outbox.id, before),
  )
  return db.select(shown).from(outbox).where(wanted).orderBy(desc(outbox.id)).limit(limit).all()
}

/** `state`: the column, with a plus where the index of people is to be used and not its own. */
function inStates(states: readonly DeliveryState[], state: SQL): SQL | undefined {
  const [only] = states
  if (states.length === 1 && only === 'read') return isNotNull(outbox.readAt)
  if (states.length === 1 && only === 'sent') return and(eq(state, 'sent'), isNull(outbox.readAt))
  return inArray(
    state,
    states.filter((one) => one !== 'read'),
  )
}

/** What became of a message, as the office reads it. */
export function deliveryState({ state, readAt }: Pick<Delivery, 'state' | 'readAt'>): DeliveryState {
  return state === 'sent' && readAt !== null ? 'read' : state
}
