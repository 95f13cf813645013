import type { ActRow } from './act.ts'
import { groupActs } from './acts-group.ts'
import { officeActs } from './acts-office.ts'
import { paperActs } from './acts-papers.ts'
import { reportActs } from './acts-report.ts'
import { talkActs } from './acts-talk.ts'
import { unitActs } from './acts-unit.ts'

/** The acts of chat. To add one: a row in the file of its family. */
export const acts: readonly ActRow[] = [
  ...talkActs,
  ...reportActs,
  ...unitActs,
  ...officeActs,
  ...paperActs,
  ...groupActs,
]
