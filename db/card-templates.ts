import type { Db, Tx } from './database.ts'
import { note } from './ledger.ts'
import type { OfficeAct } from './office-events.ts'
import { put, setting } from './settings.ts'

/** The id of the card template that the office has published on a platform, entered in the console; null where none is. */
export function cardTemplate(db: Db, platform: string): string | null {
  return setting(db, nameOf(platform)) || null
}

/** Sets it, with null does without. false where it is so already. */
export function setCardTemplate(tx: Tx, platform: string, id: string | null, act: OfficeAct): boolean {
  if (cardTemplate(tx, platform) === id) return false
  put(tx, nameOf(platform), id ?? '')
  note(tx, { kind: 'office', id: nameOf(platform), fact: { type: 'card-template-set', platform, id }, ...act })
  return true
}

function nameOf(platform: string): string {
  return `card-template:${platform}`
}
