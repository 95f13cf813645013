import type { FC } from 'hono/jsx'
import type { Status } from '../core/issue.ts'
import { statuses } from '../core/issue.ts'
import { statusText } from '../core/texts.ts'
import { handoverTexts } from './handover-texts.ts'
import type { Ledger } from './ledger.tsx'
import { type LedgerQuery, ledgerPath } from './ledger-query.ts'
import { paths } from './paths.ts'
import { replanTexts } from './replan-texts.ts'
import { grouped, ledgerTexts, officeStates } from './texts.ts'

const otherStates = statuses.filter((status) => !officeStates.includes(status))

const anyState = {
  state: undefined,
  overdue: false,
  extension: false,
  replan: false,
  dismissal: false,
  appeal: false,
} as const

/** What waits for the office first, then every state. */
export const Tabs: FC<{ ledger: Ledger }> = ({ ledger }) => {
  const { query, counts } = ledger
  const neither = query.state === undefined && !query.overdue && !isQueue(query)
  return (
    <nav class="tabs" aria-label={ledgerTexts.columns.state}>
      <span class="tabs-title">{ledgerTexts.forOffice}</span>
      {officeStates.map((status) => (
        <StateTab ledger={ledger} status={status} />
      ))}
      <QueueTabs ledger={ledger} />
      <Tab
        label={ledgerTexts.overdue}
        look="tab-overdue"
        count={counts?.overdue}
        current={query.overdue && query.state === undefined && !isQueue(query)}
        href={ledgerPath(query, { ...anyState, overdue: true })}
      />
      {counts?.suggestions ? (
        <Tab
          label={ledgerTexts.suggestions}
          look="tab-overdue"
          count={counts.suggestions}
          current={false}
          href={paths.suggestions}
        />
      ) : null}
      {counts?.ownerless ? (
        <Tab
          label={handoverTexts.ownerlessTab}
          look="tab-overdue"
          count={counts.ownerless}
          current={false}
          href={paths.handovers}
        />
      ) : null}
      <span class="tabs-line" />
      <Tab
        label={ledgerTexts.all}
        look=""
        count={counts ? sum(counts.byState) : undefined}
        current={neither}
        href={ledgerPath(query, anyState)}
      />
      {otherStates.map((status) => (
        <StateTab ledger={ledger} status={status} />
      ))}
    </nav>
  )
}

/** What waits for the office's word beside its state; the rarer ones stand there only while there are any. */
const queues = [
  { key: 'extension', count: 'extensions', label: ledgerTexts.extension, always: true },
  { key: 'replan', count: 'replans', label: replanTexts.tab, always: false },
  { key: 'dismissal', count: 'dismissals', label: ledgerTexts.dismissal, always: false },
  { key: 'appeal', count: 'appeals', label: ledgerTexts.appeal, always: false },
] as const

/** Whether only what waits for one kind of answer is shown. */
export function isQueue(query: LedgerQuery): boolean {
  return queues.some(({ key }) => query[key])
}

const QueueTabs: FC<{ ledger: Ledger }> = ({ ledger: { query, counts } }) => (
  <>
    {queues
      .filter(({ key, count, always }) => always || query[key] || counts?.[count])
      .map(({ key, count, label }) => (
        <Tab
          label={label}
          look="tab-office"
          count={counts?.[count]}
          current={query[key]}
          href={ledgerPath(query, { ...anyState, [key]: true })}
        />
      ))}
  </>
)

const StateTab: FC<{ ledger: Ledger; status: Status }> = ({ ledger: { query, counts }, status }) => (
  <Tab
    label={statusText[status]}
    look={officeStates.includes(status) ? 'tab-office' : ''}
    count={counts ? (counts.byState.get(status) ?? 0) : undefined}
    current={query.state === status && !isQueue(query)}
    href={ledgerPath(query, { ...anyState, state: status })}
  />
)

type TabProps = { label: string; look: string; count: number | undefined; current: boolean; href: string }

const Tab: FC<TabProps> = ({ label, look, count, current, href }) => (
  <a
    class={`tab ${look} ${count === 0 ? 'tab-none' : ''}`}
    href={href}
    {...(current ? { 'aria-current': 'page' as const } : {})}
  >
    {label}
    {count === undefined ? null : <span class="tab-count">{grouped(count)}</span>}
  </a>
)

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0)
}
