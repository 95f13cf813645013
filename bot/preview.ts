import { dueMessages } from '../db/due.ts'
import { identitiesOf, namesOf } from '../db/people.ts'
import { contentFor } from './send.ts'
import type { Office } from './office.ts'
import type { Content } from './platform.ts'

export type Previewed = {
  readonly id: number
  readonly to: string
  readonly platform: string | null
  readonly serial: string | null
  readonly text: string
}

/** What delivery would send as of now, worded for its readers; nothing is sent, taken or marked. */
export function* previewDue(office: Office): Generator<Previewed> {
  const { db, now } = office
  for (const row of dueMessages(db, now())) {
    const content = contentFor(office, row)
    if (content === null) continue
    const { id, person, serial } = row
    const platform = row.platform ?? (person === null ? null : (identitiesOf(db, person)[0]?.platform ?? null))
    const to = (person === null ? null : namesOf(db, [person]).get(person)) ?? JSON.stringify(row.address)
    yield { id, to, platform, serial, text: textOf(content) }
  }
}

function textOf(content: Content): string {
  return content.kind === 'text' ? content.text : content.fallback
}
