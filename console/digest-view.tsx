import type { Child, FC } from 'hono/jsx'
import { showDay, showInstant } from '../core/calendar/day.ts'
import { closingRate, type UnitLine } from '../core/digest/digest.ts'
import { change, digestTexts, figureText, lightText } from '../core/digest/digest-texts.ts'
import type { Figure } from '../core/digest/figures.ts'
import type { OwedPaper } from '../core/digest/papers.ts'
import { countOf } from '../core/digest/tally.ts'
import type { UnitId } from '../core/issue.ts'
import { showWan } from '../core/money.ts'
import { mayReadSuggestions } from '../core/nudges/suggestion.ts'
import type { DigestView, LateIssue } from '../db/digest-view.ts'
import type { DigestPage } from './digest.tsx'
import { AgainForm, ParagraphForm } from './digest-forms.tsx'
import { DigestChart } from './digest-chart.tsx'
import { digestPageTexts as said } from './digest-texts.ts'
import { BackIcon } from './icons.tsx'
import { Card, Typed, Words } from './parts.tsx'
import { paths } from './paths.ts'
import type { Viewer } from './session.ts'
import { grouped } from './texts.ts'

type Props = { readonly page: DigestPage; readonly viewer: Viewer }

/** One digest as a page: the figures first, then by unit, then what is late and missing. */
export const DigestPageView: FC<Props> = ({ page, viewer }) => {
  const { view } = page
  return (
    <>
      <a class="back" href={paths.digests}>
        <BackIcon />
        {said.back}
      </a>
      <div class="digest-head">
        <h1>{digestTexts.title(view.number, view.week, view.running.campaign.title)}</h1>
        {view.sentAt === null ? null : <p class="quiet">{said.sentAt(showInstant(view.sentAt))}</p>}
        {page.sendsAt === null ? null : <p class="quiet">{said.willSend(showInstant(page.sendsAt))}</p>}
      </div>
      {view.paragraph === null || page.paragraph ? null : (
        <Card title={said.paragraph}>
          <Typed text={view.paragraph} />
        </Card>
      )}
      <Headline view={view} viewer={viewer} />
      <Units view={view} />
      <div class="columns">
        <div class="column-main">
          <DigestChart view={view} />
          <Late page={page} />
        </div>
        <div class="column-side">
          <Papers page={page} />
          <Instructions page={page} />
        </div>
      </div>
      {page.paragraph ? <ParagraphForm page={page} viewer={viewer} /> : null}
      {page.receivers ? <AgainForm page={page} viewer={viewer} /> : null}
      <p class="digest-cutoff">{digestTexts.cutoff(view.cutoff, page.today, view.head)}</p>
    </>
  )
}

/** The list of exactly the issues a figure counted. */
function listOf({ running, week, number, cutoff }: DigestView, figure: Figure, unit?: UnitId): string {
  return paths.digestIssues(running.code, week, figure, { unit, at: number === null ? cutoff : undefined })
}

const shown: readonly Figure[] = [
  ...(['added', 'closed', 'open', 'overdue', 'soon', 'back', 'struck', 'existing', 'fresh', 'paid'] as const),
]

const Headline: FC<{ view: DigestView; viewer: Viewer }> = ({ view, viewer }) => {
  const { now, before } = view.sums
  const { suggestions } = view
  return (
    <section class="card digest-figures" aria-label={said.figures}>
      {shown.map((figure) => (
        <FigureBox label={figureText[figure]} href={listOf(view, figure)} before={countOf(before, figure)}>
          {grouped(countOf(now, figure))}
          <span class="digest-change">{change(countOf(now, figure), countOf(before, figure))}</span>
        </FigureBox>
      ))}
      <FigureBox label={digestTexts.rate} before={digestTexts.percent(closingRate(before))}>
        {digestTexts.percent(closingRate(now))}
      </FigureBox>
      <FigureBox label={digestTexts.settledAmount} before={showWan(before.settled)}>
        {showWan(now.settled)}
      </FigureBox>
      <FigureBox
        label={digestTexts.suggestions}
        before={suggestions.before}
        {...(mayReadSuggestions(viewer.actor) ? { href: paths.suggestions } : {})}
      >
        {grouped(suggestions.now)}
        <span class="digest-change">{change(suggestions.now, suggestions.before)}</span>
      </FigureBox>
    </section>
  )
}

type Box = {
  readonly label: string
  readonly href?: string
  readonly before: number | string
  readonly children?: Child
}

const FigureBox: FC<Box> = ({ label, href, before, children }) => (
  <div class="digest-figure">
    <span class="digest-label">{label}</span>
    {href === undefined ? <strong>{children}</strong> : <a href={href}>{children}</a>}
    <span class="digest-before">{said.lastWeek(before)}</span>
  </div>
)

const Units: FC<{ view: DigestView }> = ({ view }) => (
  <Card title={said.units} look="digest-units">
    {view.sums.units.length === 0 ? (
      <p class="quiet">{said.noUnits}</p>
    ) : (
      <table class="table digest-table">
        <thead>
          <tr>
            {digestTexts.unitColumns.map((label) => (
              <th scope="col">{label}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.sums.units.map((line) => (
            <UnitRow line={line} view={view} />
          ))}
        </tbody>
      </table>
    )}
    <p class="quiet">
      {(['red', 'yellow', 'green'] as const)
        .map((light) => `${lightText[light].name}：${lightText[light].rule}`)
        .join('；')}
    </p>
  </Card>
)

const UnitRow: FC<{ line: UnitLine; view: DigestView }> = ({ line: { unit, light, counts }, view }) => {
  const { name } = lightText[light]
  return (
    <tr>
      <th scope="row">{view.units.get(unit)}</th>
      <td>
        <span class={`light light-${light}`}>{name}</span>
      </td>
      {(['open', 'overdue', 'soon'] as const).map((figure) => (
        <td>
          <a href={listOf(view, figure, unit)}>{countOf(counts, figure)}</a>
        </td>
      ))}
      <td>{digestTexts.percent(closingRate(counts))}</td>
    </tr>
  )
}

const Late: FC<{ page: DigestPage }> = ({ page }) => (
  <Card title={said.late}>
    {page.view.late.length === 0 ? <p class="quiet">{said.noLate}</p> : null}
    <ol class="digest-late">
      {page.view.late.map((late) => (
        <LateRow late={late} page={page} />
      ))}
    </ol>
  </Card>
)

const LateRow: FC<{ late: LateIssue; page: DigestPage }> = ({ late: { issue, first, due, workdays }, page }) => (
  <li>
    {issue === null ? (
      said.gone
    ) : (
      <a href={paths.issue(issue.serial)}>
        {issue.serial} <bdi>{issue.title}</bdi>
      </a>
    )}
    <span class="beside">
      <Words
        text={[
          ...(issue === null ? [] : [page.view.units.get(issue.unit) ?? '']),
          digestTexts.due(showDay(due, page.today)),
          digestTexts.late(workdays, first),
        ].join('，')}
      />
    </span>
  </li>
)

const Papers: FC<{ page: DigestPage }> = ({ page: { view, today } }) => {
  const missing = Map.groupBy(
    view.papers.filter(({ overdue }) => overdue),
    ({ owner }) => owner,
  )
  const soon = view.papers.filter(({ overdue }) => !overdue)
  return (
    <Card title={said.missing}>
      {missing.size === 0 ? <p class="quiet">{said.noMissing}</p> : null}
      <ul class="digest-papers">
        {[...missing].map(([owner, papers]) => (
          <li>
            {owner}：
            {papers.map((paper) => (
              <PaperLink paper={paper} />
            ))}
          </li>
        ))}
      </ul>
      {soon.length === 0 ? null : (
        <>
          <h3>{said.papersSoon}</h3>
          <ul class="digest-papers">
            {soon.map((paper) => (
              <li>
                {`${showDay(paper.due, today)} ${paper.owner}：`}
                <PaperLink paper={paper} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

const PaperLink: FC<{ paper: OwedPaper }> = ({ paper: { id, item } }) =>
  id === null ? <>{`《${item}》`}</> : <a href={paths.handIn(id)}>{`《${item}》`}</a>

const Instructions: FC<{ page: DigestPage }> = ({ page: { instructions, names } }) => (
  <Card title={said.instructions}>
    {instructions.length === 0 ? <p class="quiet">{said.noInstructions}</p> : null}
    <ol class="digest-instructions">
      {instructions.map(({ by, at, text }) => (
        <li>
          <span class="quiet">{`${by === null ? '' : (names.get(by) ?? '')} ${showInstant(at)}`}</span>
          <Typed text={text} />
        </li>
      ))}
    </ol>
  </Card>
)
