import type { FC } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { showInstant } from '../core/calendar/day.ts'
import { Mark } from './icons.tsx'
import type { Show } from './layout.tsx'
import type { Office } from './office.ts'
import { paths } from './paths.ts'
import type { Ctx } from './session.ts'
import { errorTexts, texts } from './texts.ts'

/** A page that says what went wrong and where to go from there. */
export const ErrorView: FC<{ title: string; text: string; small?: string }> = ({ title, text, small }) => (
  <section class="sign-in">
    <Mark />
    <h1>{title}</h1>
    <p>{text}</p>
    {small ? <p class="quiet">{small}</p> : null}
    <a class="button button-default" href={paths.ledger}>
      {texts.back}
    </a>
  </section>
)

/** The same whether there is no such thing or one may not know of it. */
export function notFound(c: Ctx, show: Show): Promise<Response> {
  return failed(c, show, { kind: 'notFound', status: 404 })
}

type Failure = { readonly kind: Exclude<keyof typeof errorTexts, 'fault'>; readonly status: ContentfulStatusCode }

export function failed(c: Ctx, show: Show, { kind, status }: Failure): Promise<Response> {
  return show(c, { title: errorTexts[kind].title, body: <ErrorView {...errorTexts[kind]} />, status })
}

/** A fault: what a person can do about it where that is known, and the time for whoever reads the log. */
export function faultPage(c: Ctx, office: Office, { error, show }: { error: unknown; show: Show }): Promise<Response> {
  const { title, text } = errorTexts.fault
  const advice = office.onFault?.(error) ?? null
  const body = <ErrorView title={title} text={advice ?? text} small={showInstant(office.now())} />
  return show(c, { title, body, status: 500 })
}
