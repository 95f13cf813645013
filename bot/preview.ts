import { ruleText } from '../core/nudges/nudge-texts.ts'
import { findCampaign } from '../db/campaigns.ts'
import { transact, type Db, type Tx } from '../db/database.ts'
import { dueMessages } from '../db/due.ts'
import { takeNudges, type Nudge } from '../db/nudges/bundles.ts'
import type { Row } from '../db/outbox.ts'
import { identitiesOf, namesOf } from '../db/people.ts'
import { nudging } from './nudge.ts'
import { contentFor } from './send.ts'
import type { Office } from './office.ts'
import type { Content } from './platform.ts'

export type Previewed = {
  readonly id: number
  readonly to: string
  readonly platform: string | null
  readonly serial: string | null
  readonly text: string
  /** Of a nudge: what about, and by which rule. */
  readonly rules: readonly { readonly subject: string; readonly date: string; readonly rule: string }[]
}

/**
 * What would be sent as of now, worded for its readers: what is queued, and what would be nudged. It is really done, and
 * then undone: nothing is sent, taken or marked.
 */
export function previewDue(office: Office): Previewed[] {
  try {
    return transact(office.db, (tx): Previewed[] => {
      for (const step of nudging(tx, office.now())) step(tx)
      throw new Undo(previewed(tx, office))
    })
  } catch (stopped) {
    if (stopped instanceof Undo) return stopped.found
    throw stopped
  }
}

/** Carries what was found out of a transaction that is rolled back. */
class Undo extends Error {
  readonly found: Previewed[]
  constructor(found: Previewed[]) {
    super('undone')
    this.found = found
  }
}

function previewed(tx: Tx, office: Office): Previewed[] {
  return dueMessages(tx, office.now()).flatMap((row) => {
    const nudges = takeNudges(tx, row, office.now())
    const content = contentFor({ ...office, db: tx }, row)
    return content === null
      ? []
      : [{ ...about(tx, row), text: textOf(content), rules: nudges.map((nudge) => ruleOf(tx, nudge)) }]
  })
}

function about(db: Db, { id, person, platform, address, serial }: Row): Omit<Previewed, 'text' | 'rules'> {
  const name = person === null ? undefined : namesOf(db, [person]).get(person)
  const bound = person === null ? undefined : identitiesOf(db, person)[0]?.platform
  return { id, to: name ?? JSON.stringify(address), platform: platform ?? bound ?? null, serial }
}

function ruleOf(db: Db, { subject, kind, date, rung, campaign }: Nudge): Previewed['rules'][number] {
  const plan = findCampaign(db, campaign)?.campaign.nudges
  return { subject, date, rule: plan ? ruleText(plan, kind, rung) : '' }
}

function textOf(content: Content): string {
  return content.kind === 'text' ? content.text : content.fallback
}
