import { refuseDeciding } from '../core/redaction.ts'
import { namesOf } from '../db/people.ts'
import { findRedaction } from '../db/redactions.ts'
import type { Card } from './platform.ts'
import type { Reader } from './reader.ts'
import { buttons, redactionTold } from './texts.ts'

/** A redaction that waits for its reader's word; null once it is decided, or is no longer theirs to decide. */
export function presentRedaction({ db, actor, publicUrl }: Reader, id: number): Card | null {
  const asked = findRedaction(db, id)
  if (!asked || asked.state !== 'open' || refuseDeciding(actor, asked) !== null) return null
  const what = redactionTold.asked(namesOf(db, [asked.by]).get(asked.by) ?? '', asked.serial)
  const url = `${publicUrl}/redactions`
  return {
    kind: 'card',
    title: redactionTold.title,
    tone: 'warn',
    blocks: [
      { type: 'text', text: what },
      { type: 'note', text: redactionTold.next },
    ],
    actions: [{ label: buttons.view, style: 'primary', url }],
    fallback: [redactionTold.title, what, redactionTold.next, url].join('\n'),
  }
}
