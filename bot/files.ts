import type { Serial } from '../core/issue.ts'
import { permit } from '../core/permit.ts'
import { conversationOf } from '../db/conversations.ts'
import { assignFiles, homeless, promise } from '../db/fetches.ts'
import { mine, viewIssue } from '../db/issues.ts'
import { papersFor } from './hand-in.ts'
import type { FileRef } from './platform.ts'
import type { Talk } from './talk.ts'
import { say } from './texts.ts'

/** How many issues are offered as buttons. */
const OFFERED = 10
/** How many files one message may bring; the rest is refused by name in the answer. */
const MOST = 20

/**
 * Files of a message: promised now, downloaded after the answer. They go to the issue named, else the one
 * being talked about, else the only one there is; else the bot asks.
 */
export function takeFiles(talk: Talk, files: readonly FileRef[], named: Serial | null): void {
  const serial = targetOf(
    talk,
    named,
    files.some(({ image }) => !image),
  )
  for (const { token, name, image } of files.slice(0, MOST)) {
    const { tx, inbound, person, now } = talk
    promise(tx, { platform: inbound.platform, token, name: name.toWellFormed(), image, person: person.id, serial, now })
  }
  if (serial !== null) return
  if (possible(talk).length > 0 || papersOf(talk).length > 0) talk.reply({ type: 'which' })
  else talk.reply({ type: 'say', text: say.noIssueForFile })
}

/** A document may be a paper to hand in just as well: then the only issue isn't taken for granted. */
function targetOf(talk: Talk, named: Serial | null, document: boolean): Serial | null {
  if (named !== null && mayAttach(talk, named)) return named
  const { serial } = conversationOf(talk.tx, talk.person.id, talk.now)
  if (serial !== null && mayAttach(talk, serial)) return serial
  if (document && papersOf(talk).length > 0) return null
  const issues = possible(talk)
  return issues.length === 1 && !more(talk) ? (issues[0] ?? null) : null
}

function papersOf({ tx, actor, now }: Talk) {
  return papersFor({ db: tx, actor, now })
}

function mayAttach({ tx, actor, now }: Talk, serial: Serial): boolean {
  const view = viewIssue(tx, actor, serial, now)
  return view !== null && permit('attach', view.issue, actor, view.facts) === null
}

/** Issues of the person's own that can take material now, most urgent first. */
function possible(talk: Talk): Serial[] {
  return mine(talk.tx, talk.actor, OFFERED)
    .map((row) => row.issue.serial)
    .filter((serial) => mayAttach(talk, serial))
}

/** Whether there are more open issues than are offered: then none is meant without being named. */
function more(talk: Talk): boolean {
  return mine(talk.tx, talk.actor, OFFERED + 1).length > OFFERED
}

/** The person has said which issue; false where it can't take material. */
export function placeFiles(talk: Talk, serial: Serial): boolean {
  if (!mayAttach(talk, serial)) return false
  assignFiles(talk.tx, talk.person.id, { serial }, talk.now)
  return true
}

/** Files sent while the report was still being written belong to it. */
export function adoptFiles(talk: Talk, serial: Serial): void {
  if (homeless(talk.tx, talk.person.id).length > 0) assignFiles(talk.tx, talk.person.id, { serial }, talk.now)
}
