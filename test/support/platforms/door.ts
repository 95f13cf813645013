import type { PersonId } from '../../../core/actor.ts'
import type { FormValues } from '../../../core/forms/form.ts'
import type { ListeningOffice } from '../../../bot/office.ts'
import type { Platform, PlatformName } from '../../../bot/platform.ts'
import { tick } from '../../../bot/tick.ts'
import { transact } from '../../../db/database.ts'
import { bind, personOf } from '../../../db/people.ts'
import { memoryBlobs } from '../chat.ts'
import type { World } from '../world.ts'
import type { Shown } from './reading.ts'

export type Saying = {
  /** In the group, calling the bot, instead of alone with it. */
  readonly inGroup?: boolean
  /** In the group, calling nobody. */
  readonly unheard?: boolean
  /** As an answer to the newest message there that shows this. */
  readonly under?: string
}

/** A button by its label, or where a list has several: that of the row which names this. */
export type Button = string | { readonly label: string; readonly of: string }

/** One way into an office by chat, over its real wire. What was done is through when the promise comes back. */
export type ChatDoor = {
  readonly platform: PlatformName
  readonly office: ListeningOffice
  /** The id of the one group chat there is, with everybody in it. It counts for nothing until it is bound. */
  readonly group: string
  /** The account of a person; nobody else knows it. */
  accountOf(who: PersonId): string
  says(who: PersonId, text: string, how?: Saying): Promise<void>
  sends(who: PersonId, name: string, bytes: Uint8Array): Promise<void>
  /**
   * Taps a button of the newest message this person has that shows it, filling in its form first. Where there are no
   * buttons: opens the link, answers with the number, fills in the page. What flashes up and is gone comes back.
   */
  taps(who: PersonId, button: Button, filled?: FormValues): Promise<string | null>
  /** Everything this person reads of the bot alone with it, oldest first, each as it stands now. */
  reads(who: PersonId): readonly string[]
  /** The same taken apart, of a person or of the group. */
  shows(where: PersonId | 'group'): readonly Shown[]
  close(): Promise<void>
}

export function officeOf(w: World, platform: Platform): ListeningOffice {
  return {
    db: w.db,
    blobs: memoryBlobs(),
    platforms: new Map([[platform.name, platform]]),
    now: () => w.clock.now,
    publicUrl: 'http://127.0.0.1:8787',
    secret: 'a-secret-of-more-than-32-characters!',
    log: () => undefined,
    count: () => undefined,
  }
}

/** Answers leave, cards are replaced, files are fetched. */
export async function settled(w: World, office: ListeningOffice): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    await tick(office)
    w.clock.now += 1_000
  }
}

export function labelOf(button: Button): { label: string; of: string } {
  return typeof button === 'string' ? { label: button, of: '' } : button
}

/** What each person holds the platform in: made and bound at their first use, for all of the world's people at once. */
export function handsOf<Hand>(
  w: World,
  {
    platform,
    account,
    hold,
  }: { platform: PlatformName; account: (who: PersonId) => string; hold: (id: string) => Hand },
) {
  const hands = new Map<PersonId, Hand>()
  const handOf = (who: PersonId): Hand => {
    const known = hands.get(who)
    if (known) return known
    const act = { actor: { kind: 'system', door: 'cli' }, now: w.clock.now } as const
    if (!personOf(w.db, platform, account(who)))
      transact(w.db, (tx) => bind(tx, { platform, externalId: account(who), person: who }, act))
    const hand = hold(account(who))
    hands.set(who, hand)
    return hand
  }
  for (const who of Object.values(w.people)) handOf(who)
  return handOf
}
