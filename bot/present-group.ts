import { findPerson } from '../db/people.ts'
import { waitingGroup } from '../db/groups.ts'
import type { Card } from './platform.ts'
import type { Reader } from './reader.ts'
import { buttons, say } from './texts.ts'

/** A group chat that waits for the office to say whose it is; null once somebody has. */
export function presentGroupAsked(
  { db, publicUrl }: Reader,
  place: { readonly platform: string; readonly chatId: string },
): Card | null {
  const asked = waitingGroup(db, place)
  if (!asked) return null
  const who = (asked.person === null ? null : findPerson(db, asked.person)?.name) ?? say.groupStranger
  const what = say.groupAskedBy(asked.name === null ? say.groupNameless : say.groupNamed(asked.name), who)
  const url = `${publicUrl}/roster/groups`
  return {
    kind: 'card',
    title: say.groupAsked,
    tone: 'plain',
    blocks: [
      { type: 'text', text: what },
      { type: 'note', text: say.groupAskedNext },
    ],
    actions: [{ label: buttons.view, style: 'primary', url }],
    fallback: [say.groupAsked, what, say.groupAskedNext, url].join('\n'),
  }
}
