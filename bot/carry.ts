import { transact } from '../db/database.ts'
import { formLinkLives, formLinkPath, signFormLink, type FormPurpose } from '../db/form-links.ts'
import { chooserOf, offer, type Chooser } from '../db/offers.ts'
import type { Row } from '../db/outbox.ts'
import { identitiesOf } from '../db/people.ts'
import { carried, needsPage, rungOf, tapsIn, wordsOf } from './ladder.ts'
import type { Office } from './office.ts'
import type { Card, Content } from './platform.ts'
import type { Target } from './send.ts'

type Sending = Target & { readonly content: Content }

/**
 * A message as its platform can carry it: what it offers is written down and a link to its form signed, where the platform
 * lacks the one or the other. null where the link can't be signed in this process.
 */
export function carry(office: Office, row: Row, sending: Sending): Content | null {
  const { platform, address, content } = sending
  const { capabilities } = platform
  const alone = address.kind === 'person' || address.kind === 'update'
  const asksPage = needsPage(content, capabilities) && alone && row.person !== null
  if (asksPage && office.secret === null) return null
  const page = asksPage ? pageFor(office, row, sending) : null
  const rung = rungOf(capabilities, alone)
  const ids = rung === 'taps' ? [] : offered(office, row, { ...sending, numbered: rung === 'numbers' })
  return carried(content, { capabilities, rung, alone, ids, page })
}

function offered(office: Office, row: Row, { platform, address, content, numbered }: Sending & { numbered: boolean }) {
  const taps = tapsIn(content)
  const chooser = taps.length === 0 ? null : chooserAt(office, row, { platform, address })
  if (!chooser) return []
  const choices = taps.map((tap) => ({ words: wordsOf(tap), value: tap.value }))
  const offering = { ...chooser, outbox: row.id, choices, numbered, now: office.now() }
  return transact(office.db, (tx) => offer(tx, offering))
}

/** Who may choose there; nobody under a message in a group, whose group isn't known. */
function chooserAt({ db }: Office, { person }: Row, { platform, address }: Target): Chooser | null {
  if (address.kind === 'person' || address.kind === 'group') return chooserOf(platform.name, address)
  if (address.kind === 'reply' || person === null) return null
  const account = identitiesOf(db, person).find((known) => known.platform === platform.name)
  return account ? chooserOf(platform.name, { kind: 'person', id: account.externalId }) : null
}

/** The address of the page with the form of this card, good from now on. */
function pageFor({ secret, publicUrl, now }: Office, { person }: Row, { platform, content }: Sending): string | null {
  const purpose = content.kind === 'card' ? purposeOf(content) : null
  if (person === null || secret === null || purpose === null) return null
  const link = { person, platform: platform.name, until: now() + formLinkLives, purpose }
  return `${publicUrl}${formLinkPath(signFormLink(link, { secret, publicUrl }))}`
}

/** What the form of a card does once it is sent, by its button. */
function purposeOf({ form }: Card): FormPurpose | null {
  const [submit] = form?.submit ?? []
  if (!submit || !('value' in submit)) return null
  const { do: wish, draft, id, serial } = submit.value
  if (wish === 'submit' && typeof draft === 'string') return { type: 'form', draft }
  if (wish === 'handover-return' && typeof id === 'number' && typeof serial === 'string')
    return { type: 'handover-return', id, serial }
  return null
}
