import type { PersonId } from '../../../core/actor.ts'
import type { FormValues } from '../../../core/forms/form.ts'
import type { ListeningOffice } from '../../../bot/office.ts'
import type { Platform, PlatformName } from '../../../bot/platform.ts'
import { deliverDue } from '../../../bot/deliver.ts'
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
  /** A file, or under the name of `photo` a picture. */
  sends(who: PersonId, name: string, bytes: Uint8Array): Promise<void>
  /**
   * Taps a button of the newest message this person has that shows it; where there are none, opens the link or answers
   * with the number. What flashes up and is gone comes back.
   */
  taps(who: PersonId, button: Button): Promise<string | null>
  /** Fills in the newest form this person has and presses one of its buttons, or sends its page: what that answers. */
  fills(who: PersonId, filled: FormValues, button: string): Promise<string | null>
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

/** What is due is said, files are fetched and answered, cards are replaced: two rounds, a second or two apart. */
export async function settled(w: World, office: ListeningOffice): Promise<void> {
  await tick(office)
  w.clock.now += 1_000
  await deliverDue(office)
  w.clock.now += 2_000
}

/** Pictures have no name of their own. */
export const photo = '图片'

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
