import type { FC } from 'hono/jsx'
import { holds, readsAll } from '../core/actor.ts'
import type { Issue, Serial } from '../core/issue.ts'
import { showWan } from '../core/money.ts'
import { type EnterpriseCase, enterpriseCase, matterOf } from '../db/cases.ts'
import type { IssueRow } from '../db/issues.ts'
import { ledgerPath, wholeLedger } from './ledger-query.ts'
import type { Office } from './office.ts'
import { beginning, Card, StateWord, Words } from './parts.tsx'
import { paths } from './paths.ts'
import type { Viewer } from './session.ts'
import { caseTexts, texts } from './texts.ts'

/** What is looked at together with an issue: null, empty where there is nothing beside it. */
export type Cases = { readonly enterprise: EnterpriseCase | null; readonly matter: readonly IssueRow[] }

const shown = 8

/** Cases are the office's and leaders' business; whoever is here for one issue only is shown that one. */
export function casesFor({ db }: Office, { actor, delegateOnly }: Viewer, issue: Issue): Cases {
  if (delegateOnly || !(readsAll(actor) || holds(actor, 'leader'))) return { enterprise: null, matter: [] }
  const enterprise = enterpriseCase(db, { actor, issue, limit: shown })
  const alone = enterprise?.rows.every((row) => row.issue.serial === issue.serial)
  return { enterprise: alone ? null : enterprise, matter: matterOf(db, actor, issue) }
}

type CardProps = { readonly issue: Issue; readonly cases: Cases }

/** 同一企业: how much is owed to it in all. */
export const EnterpriseCard: FC<CardProps> = ({ issue, cases: { enterprise } }) => {
  if (!enterprise) return null
  const { rows, count, open, owed, settled } = enterprise
  const all = ledgerPath(wholeLedger, { enterprise: { name: issue.enterprise ?? '', code: issue.creditCode ?? '' } })
  return (
    <Card title={caseTexts.enterprise} look="cases">
      <p class="cases-total">
        <Words
          text={caseTexts.total(count, open, owed === 0 ? null : { owed: showWan(owed), left: leftOf(owed, settled) })}
        />
      </p>
      <CaseRows rows={rows} self={issue.serial} />
      <a class="link" href={all}>
        {caseTexts.all}
      </a>
    </Card>
  )
}

function leftOf(owed: number, settled: number): string {
  return showWan(Math.max(0, owed - settled))
}

/** 同一事项: what was linked, and what is linked to that. */
export const MatterCard: FC<CardProps> = ({ issue, cases: { matter } }) =>
  matter.length === 0 ? null : (
    <Card title={caseTexts.matter} look="cases">
      <CaseRows rows={matter} self={issue.serial} />
    </Card>
  )

const CaseRows: FC<{ rows: readonly IssueRow[]; self: Serial }> = ({ rows, self }) => (
  <ul class="case-rows">
    {rows.map(({ issue, unitName }) => (
      <li class="case-row" data-case={issue.serial}>
        <span class="case-title">
          <span class="serial">{issue.serial}</span>
          {issue.serial === self ? (
            <span class="beside">{caseTexts.self}</span>
          ) : (
            <a href={paths.issue(issue.serial)}>
              <bdi>{beginning(issue.title, 60)}</bdi>
            </a>
          )}
        </span>
        <span class="case-unit">{unitName}</span>
        <span class="case-money">{moneyOf(issue)}</span>
        <StateWord status={issue.status} />
      </li>
    ))}
  </ul>
)

function moneyOf({ confirmed, involved }: Issue): string {
  const owed = confirmed ?? involved
  return owed === null ? texts.none : showWan(owed)
}
