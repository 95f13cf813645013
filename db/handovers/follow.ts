import { namedIn, passingTo, rolesIn } from '../../core/handovers/handing.ts'
import { openItems, type Handover } from '../../core/handovers/handover.ts'
import { openStatuses, type Issue } from '../../core/issue.ts'
import { only, type Tx } from '../database.ts'
import { findIssue, passOn } from '../ledger.ts'
import { postsOf } from '../people.ts'
import { runningAbout, runningHandovers } from './find.ts'
import { append, dropItems, parties, type Act } from './record.ts'

/**
 * Handovers under way follow a change of an issue: what is done with, names the leaver no more or has gone to another
 * unit drops out; what has come to name the leaver goes along. Whether anything about the issue changed by that.
 */
export function followHandovers(tx: Tx, { before, issue }: Changed, act: Act): boolean {
  let changed = false
  const ids = [...(before?.handovers ?? []), ...issue.handovers].map(({ handover }) => handover)
  for (const handover of runningAbout(tx, { ids, leavers: namedIn(issue) })) {
    const standing: Issue = changed ? only(findIssue(tx, issue.serial), issue.serial) : issue
    changed = followOne(tx, handover, standing, act) || changed
  }
  return changed
}

type Changed = { readonly before: Issue | null; readonly issue: Issue }

function followOne(tx: Tx, handover: Handover, issue: Issue, act: Act): boolean {
  const item = handover.items.find(({ serial }) => serial === issue.serial)
  if (item === undefined || item.state === 'dropped') return widen(tx, handover, issue, act)
  if (item.state !== 'open' || mayBeSigned(tx, handover, issue)) return false
  dropItems(tx, handover, [issue.serial], act)
  return true
}

function mayBeSigned(tx: Tx, { id, from, to }: Handover, issue: Issue): boolean {
  const still = issue.handovers.some(({ handover }) => handover === id)
  return still && passingTo(issue, from, { id: to, posts: postsOf(tx, to) }).length > 0
}

/** Of another unit only where the leaver gives away everything they have. */
function widen(tx: Tx, handover: Handover, issue: Issue, act: Act): boolean {
  const { id, from, to, unit, startedBy } = handover
  const taken = issue.handovers.some((one) => one.from === from)
  if (taken || !openStatuses.includes(issue.status) || rolesIn(issue, from).length === 0) return false
  if (issue.unit !== unit && startedBy !== from) return false
  const roles = passingTo(issue, from, { id: to, posts: postsOf(tx, to) })
  if (roles.length === 0) return false
  const { serial } = issue
  passOn(tx, serial, { type: 'handed-over', ...parties(handover), roles }, act)
  append(tx, { id, before: handover, event: { type: 'handover-widened', items: [{ serial, roles }] } }, act)
  return true
}

/** Posts or units have changed: what a successor may no longer take over falls away. Those it fell away from. */
export function recheckHandovers(tx: Tx, act: Act): Handover[] {
  return runningHandovers(tx).filter((handover) => {
    const serials = openItems(handover).map(({ serial }) => serial)
    const lost = serials.filter((serial) => !mayBeSigned(tx, handover, only(findIssue(tx, serial), serial)))
    if (lost.length > 0) dropItems(tx, handover, lost, act)
    return lost.length > 0
  })
}
