import type { FC } from 'hono/jsx'
import { PlusIcon } from './icons.tsx'
import type { Ledger } from './ledger.tsx'
import { ExportMenu } from './ledger-export.tsx'
import { moneyTexts } from './money-texts.ts'
import { paths } from './paths.ts'
import { ledgerTexts, texts } from './texts.ts'

/** The title of the ledger and what can be done with all of it. */
export const LedgerHead: FC<{ ledger: Ledger }> = ({ ledger }) => (
  <div class="page-head">
    <h1>{ledger.viewer.delegateOnly ? ledgerTexts.delegated : texts.ledger}</h1>
    <div class="page-acts">
      {ledger.viewer.delegateOnly ? null : (
        <>
          <a class="button button-default" href={paths.moneyOf(ledger.query.campaign)}>
            {moneyTexts.open}
          </a>
          <ExportMenu ledger={ledger} />
        </>
      )}
      {ledger.mayReport ? (
        <a class="button button-default" href={paths.imports}>
          {ledgerTexts.import}
        </a>
      ) : null}
      {ledger.mayReport && ledger.takesReports ? (
        <a class="button button-primary" href={paths.newIssue}>
          <PlusIcon />
          {ledgerTexts.report}
        </a>
      ) : null}
    </div>
  </div>
)
