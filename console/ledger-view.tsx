import type { FC } from 'hono/jsx'
import { statusText, stockText } from '../core/texts.ts'
import { SearchIcon } from './icons.tsx'
import type { Ledger } from './ledger.tsx'
import { freshSign, type LedgerQuery, ledgerPath } from './ledger-query.ts'
import { LedgerHead } from './ledger-head.tsx'
import { LedgerTable } from './ledger-table.tsx'
import { isQueue, Tabs } from './ledger-tabs.tsx'
import { Pager } from './pager.tsx'
import { Empty } from './parts.tsx'
import { paths } from './paths.ts'
import type { Viewer } from './session.ts'
import { grouped, ledgerTexts, texts } from './texts.ts'

export const LedgerView: FC<{ ledger: Ledger; viewer: Viewer }> = ({ ledger, viewer }) => (
  <>
    <LedgerHead ledger={ledger} />
    {viewer.delegateOnly ? null : <Tabs ledger={ledger} />}
    <section class="card ledger">
      {viewer.delegateOnly ? null : <Filters ledger={ledger} />}
      {ledger.rows.length > 0 ? <LedgerTable ledger={ledger} /> : <NoRows ledger={ledger} />}
      {ledger.rows.length > 0 ? <Pager ledger={ledger} /> : null}
    </section>
    {ledger.mayReport ? <p class="keys">{texts.keys}</p> : null}
  </>
)

/** A plain GET form: the address is the filter, to be kept or sent to a colleague. */
const Filters: FC<{ ledger: Ledger }> = ({ ledger }) => {
  const { query, campaigns } = ledger
  return (
    <form class="filters" method="get" action={paths.ledger} data-filters>
      {query.state ? <input type="hidden" name="state" value={query.state} /> : null}
      {query.extension ? <input type="hidden" name="extension" value="1" /> : null}
      {query.dismissal ? <input type="hidden" name="dismissal" value="1" /> : null}
      {query.appeal ? <input type="hidden" name="appeal" value="1" /> : null}
      {query.replan ? <input type="hidden" name="replan" value="1" /> : null}
      {query.fresh === undefined ? null : <input type="hidden" name="fresh" value={freshSign(query.fresh)} />}
      <span class="search">
        <SearchIcon />
        <input
          class="input"
          type="search"
          name="q"
          value={query.q}
          aria-label={ledgerTexts.search}
          placeholder={ledgerTexts.searchHint}
          autocomplete="off"
          data-search
        />
      </span>
      <button class="button button-default find" type="submit">
        {ledgerTexts.find}
      </button>
      {campaigns.length > 1 ? <CampaignChoice ledger={ledger} /> : null}
      <UnitChoice ledger={ledger} />
      <SortChoice query={query} />
      <FreshChoice ledger={ledger} />
      <FlagChoice ledger={ledger} />
      <label class="choice filter-overdue">
        <input type="checkbox" name="overdue" value="1" checked={query.overdue} />
        <span>{ledgerTexts.overdueOnly}</span>
      </label>
      <EnterpriseChoice query={query} />
      {isNarrowed(query) ? (
        <a class="link" href={paths.ledger}>
          {ledgerTexts.clear}
        </a>
      ) : null}
    </form>
  )
}

function isNarrowed(query: LedgerQuery): boolean {
  const { state, overdue, flagged, campaign, unit, fresh, enterprise, q } = query
  return (
    [state, campaign, unit, fresh, enterprise, flagged].some((wanted) => wanted !== undefined) ||
    overdue ||
    isQueue(query) ||
    q !== ''
  )
}

const CampaignChoice: FC<{ ledger: Ledger }> = ({ ledger: { query, campaigns } }) => (
  <select class="input select filter-campaign" name="campaign" aria-label={ledgerTexts.campaign}>
    <option value="">{ledgerTexts.anyCampaign}</option>
    {campaigns.map(({ code, campaign }) => (
      <option value={code} selected={code === query.campaign}>
        {campaign.title}
      </option>
    ))}
  </select>
)

const UnitChoice: FC<{ ledger: Ledger }> = ({ ledger: { query, units } }) => (
  <select class="input select filter-unit" name="unit" aria-label={ledgerTexts.unit}>
    <option value="">{ledgerTexts.anyUnit}</option>
    {units.map(({ id, name, endedOn }) => (
      <option value={String(id)} selected={id === query.unit}>
        {endedOn === null ? name : ledgerTexts.ended(name)}
      </option>
    ))}
  </select>
)

/** 存量 and 增量 with how many there are of each; the one chosen once more shows both again. */
const FreshChoice: FC<{ ledger: Ledger }> = ({ ledger: { query, split } }) => (
  <span class="segments" role="group" aria-label={ledgerTexts.happened}>
    {[false, true].map((fresh) => (
      <a
        class="segment"
        href={ledgerPath(query, { fresh: query.fresh === fresh ? undefined : fresh })}
        {...(query.fresh === fresh ? { 'aria-current': 'true' as const } : {})}
      >
        {stockText(fresh)}
        <span class="tab-count">{grouped(fresh ? split.fresh : split.existing)}</span>
      </a>
    ))}
  </span>
)

/** 标记: suspicions are offered to those who may know of them. */
const FlagChoice: FC<{ ledger: Ledger }> = ({ ledger: { query, maySuspect } }) => (
  <select class="input select" name="flagged" aria-label={ledgerTexts.flagged}>
    <option value="">{ledgerTexts.anyFlag}</option>
    {maySuspect ? (
      <option value="suspected" selected={query.flagged === 'suspected'}>
        {ledgerTexts.suspected}
      </option>
    ) : null}
    <option value="confirmed" selected={query.flagged === 'confirmed'}>
      {ledgerTexts.confirmed}
    </option>
  </select>
)

/** The one enterprise shown, and the way back to all of them. */
const EnterpriseChoice: FC<{ query: LedgerQuery }> = ({ query }) =>
  query.enterprise ? (
    <span class="only">
      {query.enterprise.name ? <input type="hidden" name="enterprise" value={query.enterprise.name} /> : null}
      {query.enterprise.code ? <input type="hidden" name="code" value={query.enterprise.code} /> : null}
      <span class="only-label">{ledgerTexts.enterprise}</span>
      <bdi class="only-name">{query.enterprise.name || query.enterprise.code}</bdi>
      <a class="only-off" href={ledgerPath(query, { enterprise: undefined })} aria-label={ledgerTexts.anyEnterprise}>
        ×
      </a>
    </span>
  ) : null

const SortChoice: FC<{ query: LedgerQuery }> = ({ query }) => (
  <select class="input select" name="sort" aria-label={ledgerTexts.sort}>
    {Object.entries(ledgerTexts.sorts).map(([value, label]) => (
      <option value={value} selected={value === query.sort}>
        {`${ledgerTexts.sort}：${label}`}
      </option>
    ))}
  </select>
)

const NoRows: FC<{ ledger: Ledger }> = ({ ledger: { query, campaigns } }) => {
  if (campaigns.length === 0) {
    return (
      <Empty title={ledgerTexts.noCampaignTitle} text={ledgerTexts.noCampaignText}>
        <code class="command">{ledgerTexts.noCampaignCommand}</code>
      </Empty>
    )
  }
  if (!isNarrowed(query)) return <Empty title={ledgerTexts.emptyTitle} text={ledgerTexts.emptyText} />
  const onlyState = query.state && ledgerPath({ ...query, state: undefined }) === paths.ledger
  const onlyExtension = query.extension && ledgerPath({ ...query, extension: false }) === paths.ledger
  const onlyDismissal = query.dismissal && ledgerPath({ ...query, dismissal: false }) === paths.ledger
  const title = onlyState
    ? ledgerTexts.noneOf(statusText[query.state])
    : onlyExtension
      ? ledgerTexts.noExtension
      : onlyDismissal
        ? ledgerTexts.noDismissal
        : ledgerTexts.noneTitle
  return (
    <Empty title={title} text={ledgerTexts.noneText}>
      <a class="button button-default" href={paths.ledger}>
        {ledgerTexts.clear}
      </a>
    </Empty>
  )
}
