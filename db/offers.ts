import { and, asc, desc, eq, isNotNull, lt } from 'drizzle-orm'
import { blanks, prepared, type Db, type Tx } from './database.ts'
import { offers, outbox, type OfferedValue } from './schema.ts'

/** Who may choose: a person's account on a platform, or whoever speaks in a group chat. */
export type Chooser = { readonly platform: string; readonly receiver: string }

export function chooserOf(platform: string, at: { readonly kind: 'person' | 'group'; readonly id: string }): Chooser {
  return { platform, receiver: `${at.kind === 'group' ? 'g' : 'p'}:${at.id}` }
}

/** One thing a message lets its reader choose: its short words, and what a button for it would have carried. */
export type Choice = { readonly words: string; readonly value: OfferedValue }

/** What was chosen, and the message it was offered in, by its id on the platform where that is known. */
export type Chosen = Choice & { readonly messageId: string | null; readonly outbox: number }

type Offering = Chooser & {
  readonly outbox: number
  readonly choices: readonly Choice[]
  /** They are told apart by their number in the message; else each has its code. */
  readonly numbered: boolean
  readonly now: number
}

/**
 * Writes down what a message offers, and gives the id of each choice in its order. The same message handed over once
 * more offers the same under the same ids, since the first try may have arrived.
 */
export function offer(tx: Tx, { outbox: row, choices, numbered, now, ...chooser }: Offering): number[] {
  const before = tx
    .select()
    .from(offers)
    .where(and(theirs(chooser), eq(offers.outbox, row)))
    .orderBy(asc(offers.id))
    .all()
  const same = (a: Choice, b: Choice) => a.words === b.words && JSON.stringify(a.value) === JSON.stringify(b.value)
  const isSame = before.length === choices.length && before.every((one, at) => same(one, choices[at] ?? one))
  if (isSame) return before.map(({ id }) => id)
  // Numbers mean what the newest message says; codes of an earlier try stay good.
  if (numbered)
    tx.delete(offers)
      .where(and(theirs(chooser), eq(offers.outbox, row)))
      .run()
  const ids = choices.map((choice, index) => {
    const number = numbered ? index + 1 : null
    return (
      before.find((old) => !numbered && same(old, choice))?.id ??
      add(tx).get({ ...chooser, outbox: row, number, ...choice, at: now }).id
    )
  })
  keepNewest(tx, chooser)
  return ids
}

const add = prepared((db) =>
  db
    .insert(offers)
    .values(blanks(offers, 'platform', 'receiver', 'outbox', 'number', 'words', 'value', 'at'))
    .returning({ id: offers.id })
    .prepare(),
)

/** What one receiver can choose from at most: whoever asks for lists without end loses the oldest. */
const most = 2_000

function keepNewest(tx: Tx, chooser: Chooser): void {
  const oldest = tx.select({ id: offers.id }).from(offers).where(theirs(chooser)).orderBy(desc(offers.id))
  const [last] = oldest.limit(1).offset(most).all()
  if (last)
    tx.delete(offers)
      .where(and(theirs(chooser), lt(offers.id, last.id + 1)))
      .run()
}

function theirs({ platform, receiver }: Chooser) {
  return and(eq(offers.platform, platform), eq(offers.receiver, receiver))
}

/** What was offered under an id to this chooser and nobody else; null where it wasn't, or is forgotten. */
export function offeredAs(db: Db, chooser: Chooser, id: number): Chosen | null {
  const row = chosen(db)
    .where(and(theirs(chooser), eq(offers.id, id)))
    .get()
  return row ?? null
}

/** The numbers a message offered, in their order, and since when. */
export type Numbered = { readonly at: number; readonly choices: readonly Chosen[] }

/** The newest numbers this chooser was offered, or those of one message; null where there are none. */
export function numbersFor(db: Db, chooser: Chooser, of: { readonly outbox?: number } = {}): Numbered | null {
  const numbered = and(theirs(chooser), isNotNull(offers.number))
  const within = of.outbox === undefined ? numbered : and(numbered, eq(offers.outbox, of.outbox))
  const newest = db
    .select({ outbox: offers.outbox, at: offers.at })
    .from(offers)
    .where(within)
    .orderBy(desc(offers.id))
    .limit(1)
    .get()
  if (!newest) return null
  const choices = chosen(db)
    .where(and(numbered, eq(offers.outbox, newest.outbox)))
    .orderBy(asc(offers.number))
    .all()
  return { at: newest.at, choices }
}

function chosen(db: Db) {
  const { words, value } = offers
  return db
    .select({ words, value, outbox: offers.outbox, messageId: outbox.messageId })
    .from(offers)
    .leftJoin(outbox, eq(outbox.id, offers.outbox))
    .$dynamic()
}

const KEPT = 31 * 86_400_000

/** Forgets what was offered longer ago than a platform's events are remembered. */
export function forgetOffers(tx: Tx, now: number): void {
  tx.delete(offers)
    .where(lt(offers.at, now - KEPT))
    .run()
}
