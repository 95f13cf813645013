import type { FC } from 'hono/jsx'
import type { Ledger } from './ledger.tsx'
import { ledgerPath, pageSize } from './ledger-query.ts'
import { grouped, ledgerTexts } from './texts.ts'

/** 共 1,204 件，第 51–100 件, and the pages around this one. */
export const Pager: FC<{ ledger: Ledger }> = ({ ledger: { query, total, rows } }) => {
  const last = Math.max(1, Math.ceil(total / pageSize))
  const from = (query.page - 1) * pageSize + 1
  const to = (page: number) => ledgerPath(query, { page })
  return (
    <div class="pager">
      <p class="pager-total">{ledgerTexts.total(total, from, from + rows.length - 1)}</p>
      {last === 1 ? null : (
        <nav class="pages" aria-label={ledgerTexts.pages}>
          {query.page > 1 ? (
            <a class="page-link" href={to(query.page - 1)} rel="prev">
              {ledgerTexts.previous}
            </a>
          ) : null}
          {pagesAround(query.page, last).map((page) =>
            page === null ? (
              <span class="page-gap">…</span>
            ) : (
              <PageNumber page={page} current={query.page} href={to(page)} />
            ),
          )}
          {query.page < last ? (
            <a class="page-link" href={to(query.page + 1)} rel="next">
              {ledgerTexts.next}
            </a>
          ) : null}
        </nav>
      )}
    </div>
  )
}

const PageNumber: FC<{ page: number; current: number; href: string }> = ({ page, current, href }) =>
  page === current ? (
    <span class="page-link" aria-current="page">
      {grouped(page)}
    </span>
  ) : (
    <a class="page-link" href={href}>
      {grouped(page)}
    </a>
  )

/** First, last and two on each side; null where some are left out. */
export function pagesAround(current: number, last: number): (number | null)[] {
  const near = Array.from({ length: 5 }, (_, index) => current - 2 + index)
  const shown = [...new Set([1, ...near, last])].filter((page) => page >= 1 && page <= last).sort((a, b) => a - b)
  return shown.flatMap((page, index) => {
    const before = shown[index - 1]
    return before !== undefined && page - before > 1 ? [null, page] : [page]
  })
}
