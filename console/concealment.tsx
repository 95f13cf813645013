import type { FC } from 'hono/jsx'
import { leftOut, readsConcealment } from '../core/concealment.ts'
import { permit } from '../core/permit.ts'
import { concealmentFacts } from '../db/concealment.ts'
import { historyOf } from '../db/history.ts'
import type { IssueView } from '../db/issues.ts'
import { unitName } from '../db/people.ts'
import { concealmentTexts } from './concealment-texts.ts'
import type { Office } from './office.ts'
import { Words } from './parts.tsx'
import { paths } from './paths.ts'
import type { Viewer } from './session.ts'

/** What the unit's own check left out, in a sentence, and whether this viewer may mark it. */
export type Concealment = { readonly seen: string; readonly flags: boolean }

/** null where there is nothing to be seen, or it isn't for this viewer. */
export function concealmentFor({ db }: Office, { actor }: Viewer, { issue, facts }: IssueView): Concealment | null {
  if (issue.selfChecked || !readsConcealment(issue, actor)) return null
  const check = leftOut(issue, concealmentFacts(db, issue, historyOf(db, issue.serial)))
  if (!check) return null
  const seen = concealmentTexts.seen(check, unitName(db, issue.unit), issue.happened)
  return { seen, flags: permit('flag', issue, actor, facts) === null }
}

/** Said quietly beside what is to be done: the system makes nothing of it. */
export const ConcealmentHint: FC<{ serial: string; hint: Concealment }> = ({ serial, hint: { seen, flags } }) => (
  <div class="signals" role="note" aria-label={concealmentTexts.label}>
    <p>
      <Words text={concealmentTexts.hint(seen)} />
    </p>
    {flags ? (
      <a class="link" href={paths.act(serial, 'flag')}>
        {concealmentTexts.flag}
      </a>
    ) : null}
  </div>
)
