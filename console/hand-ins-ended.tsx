import type { FC } from 'hono/jsx'
import type { CoverageRow } from '../core/hand-ins/coverage.ts'
import { handInStatusText } from '../core/hand-ins/hand-in-texts.ts'
import { handInTexts } from './hand-in-texts.ts'
import { Card } from './parts.tsx'
import { paths } from './paths.ts'
import { ledgerTexts } from './texts.ts'

/** What units had handed in before a reform ended them: a change of organisation loses no paper. */
export const EndedUnits: FC<{ rows: readonly CoverageRow[] }> = ({ rows }) =>
  rows.length === 0 ? null : (
    <Card title={`${handInTexts.ended}（${rows.length}）`} look="parts">
      {rows.map(({ unitName, cells }) => (
        <p class="missing-units">
          {ledgerTexts.ended(unitName)}
          {cells.map(({ id, item, state }) =>
            id === null || state === 'overdue' ? null : (
              <a class="missing-unit" href={paths.handIn(id)}>{`${item.name} · ${handInStatusText[state]}`}</a>
            ),
          )}
        </p>
      ))}
    </Card>
  )
