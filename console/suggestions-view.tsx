import type { FC } from 'hono/jsx'
import { showInstant } from '../core/calendar/day.ts'
import { adviceText, dateKindText } from '../core/nudges/nudge-texts.ts'
import { longestVerdict, type Verdict } from '../core/nudges/suggestion.ts'
import { Banner, Csrf, Empty, LongTyped, Typed, Words } from './parts.tsx'
import { paths } from './paths.ts'
import type { Advised, Refused, SuggestionsPage } from './suggestions.tsx'
import { stateText, suggestionTexts as said } from './suggestion-texts.ts'

/** 督办建议: what waits for a decision, the oldest first, and what was decided lately. */
export const SuggestionsView: FC<{ page: SuggestionsPage }> = ({ page }) => (
  <>
    <div class="page-head">
      <h1>{said.title}</h1>
      <p class="quiet">{said.about}</p>
    </div>
    {page.refused?.over ? <Over refused={page.refused} /> : null}
    <Open page={page} />
    <Decided page={page} />
  </>
)

const Over: FC<{ refused: Refused }> = ({ refused: { sentence, typed } }) => (
  <Banner tone="warn">
    <p class="banner-title">
      <Words text={sentence} />
    </p>
    {typed === '' ? null : (
      <p>
        {said.typed}
        <Typed text={typed} />
      </p>
    )}
  </Banner>
)

const Open: FC<{ page: SuggestionsPage }> = ({ page }) => {
  const { open, more } = page
  return (
    <section class="card told">
      <div class="card-head">
        <h2 class="card-title">{said.open(open.length + more)}</h2>
      </div>
      {open.length === 0 ? (
        <Empty title={said.none} text={said.noneText} />
      ) : (
        <table class="told-table">
          <Head last={said.columns.act} />
          <tbody>
            {open.map((one) => (
              <tr id={`s${one.id}`}>
                <About one={one} />
                <td>
                  {one.mayDecide ? (
                    <>
                      <Decide one={one} verdict="taken" page={page} />
                      <Decide one={one} verdict="dropped" page={page} />
                    </>
                  ) : (
                    <span class="quiet">{one.advice === 'letter' ? said.forOffice : said.forDirector}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more > 0 ? (
        <p class="told-more">
          {said.more(more)}
          <a href={`${paths.suggestions}?all=1`}>{said.moreShow}</a>
        </p>
      ) : null}
    </section>
  )
}

const Head: FC<{ last: string }> = ({ last }) => (
  <thead>
    <tr>
      <th scope="col">{said.columns.issue}</th>
      <th scope="col">{said.columns.late}</th>
      <th scope="col">{said.columns.advice}</th>
      <th scope="col">{last}</th>
    </tr>
  </thead>
)

const About: FC<{ one: Advised }> = ({ one }) => {
  const { issue, unitName, kind, measure, date, workdays, advice, raisedAt, id, state } = one
  return (
    <>
      <th scope="row">
        <a class="whole" href={paths.issue(issue.serial)}>
          {issue.serial}
        </a>{' '}
        <Typed text={issue.title} />
        <span class="told-by">{unitName}</span>
      </th>
      <td>
        <Words text={`${dateKindText(kind, measure)} ${date}`} />
        {state === 'open' ? <span class="told-by">{said.late(workdays)}</span> : null}
      </td>
      <td>
        {adviceText[advice]}
        <span class="told-time">{said.raised(showInstant(raisedAt))}</span>
        {advice === 'letter' && state === 'open' ? <a href={paths.suggestionLetter(id)}>{said.draft}</a> : null}
      </td>
    </>
  )
}

type DecideProps = { readonly one: Advised; readonly verdict: Verdict; readonly page: SuggestionsPage }

/** A decision is folded in until it is wanted; what was refused stands open with what was typed. */
const Decide: FC<DecideProps> = ({ one: { id, advice }, verdict, page: { viewer, refused } }) => {
  const back = refused && !refused.over && refused.id === id && refused.verdict === verdict ? refused : null
  return (
    <details class="told-decide" open={back !== null}>
      <summary class="link">{stateText[verdict]}</summary>
      <form method="post" action={paths.suggestion(id)}>
        <Csrf viewer={viewer} />
        <input type="hidden" name="verdict" value={verdict} />
        <label>
          <span class="label">{said.what[verdict]}</span>
          <textarea class="input" name="reason" rows={3} maxlength={longestVerdict} required>
            {back?.typed ?? ''}
          </textarea>
        </label>
        <p class={back ? 'fault' : 'quiet'}>
          {back?.sentence ?? (verdict === 'taken' ? said.hint[advice] : said.whyNot)}
        </p>
        <button class="button button-default" type="submit">
          {stateText[verdict]}
        </button>
      </form>
    </details>
  )
}

const Decided: FC<{ page: SuggestionsPage }> = ({ page: { decided } }) =>
  decided.length === 0 ? null : (
    <section class="card told">
      <div class="card-head">
        <h2 class="card-title">{said.decided}</h2>
      </div>
      <table class="told-table">
        <Head last={said.columns.outcome} />
        <tbody>
          {decided.map((one) => (
            <tr>
              <About one={one} />
              <td>
                <strong>{stateText[one.state]}</strong> <LongTyped text={one.reason ?? ''} />
                <span class="told-time">
                  {one.endedAt === null ? null : said.by(one.decider ?? '', showInstant(one.endedAt))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
