import type { FC } from 'hono/jsx'
import { type Day, showInstant } from '../core/calendar/day.ts'
import { owedOf, remainderOf } from '../core/issue/instalment.ts'
import type { Issue, Plan } from '../core/issue.ts'
import type { DateKind, Reckoned } from '../core/calendar/reckoning.ts'
import { isFresh } from '../core/campaigns/stock.ts'
import { showWan } from '../core/money.ts'
import { handoverTexts } from './handover-texts.ts'
import { HowReckoned } from './reckoned.tsx'
import { whoDid } from './words.ts'
import type { StoryNames } from './story.ts'
import { dispositionText } from '../core/texts.ts'
import { Card, DueWord, Fact, LongTyped, Typed, Words } from './parts.tsx'
import { issueTexts, measureText, texts } from './texts.ts'

type About = {
  readonly issue: Issue
  readonly words: StoryNames
  readonly today: Day
  readonly dates: readonly Reckoned[]
}

/** The four things one looks for first: whose, until when, who, how much. */
export const KeyFacts: FC<About> = ({ issue, words, today, dates }) => {
  const plan = issue.plan ?? issue.proposal
  return (
    <dl class="keys-strip">
      <div class="key">
        <dt>责任单位</dt>
        <dd>{words.unit(issue.unit)}</dd>
      </div>
      <div class="key">
        <dt>完成时限</dt>
        <dd>
          <Deadline issue={issue} today={today} />
          <HowReckoned dates={dates} kind="deadline" words={words} />
        </dd>
      </div>
      <div class="key">
        <dt>责任人</dt>
        <dd>
          <span class="key-line">
            <span class="key-label">第一责任人</span>
            {plan ? words.person(plan.first) : <span class="none">{texts.none}</span>}
          </span>
          <span class="key-line">
            <span class="key-label">具体责任人</span>
            {plan ? words.person(plan.responsible) : <span class="none">{texts.none}</span>}
          </span>
        </dd>
      </div>
      <div class="key key-money">
        <dt>金额</dt>
        <dd>
          <Money issue={issue} />
        </dd>
      </div>
    </dl>
  )
}

const Deadline: FC<{ issue: Issue; today: Day }> = ({ issue, today }) => {
  const { deadline, firstDeadline, proposedDeadline, extensions } = issue
  const moved = deadline !== null && firstDeadline !== null && deadline !== firstDeadline
  return (
    <>
      <span class="key-line">
        <span class="day">{deadline ?? proposedDeadline ?? texts.none}</span>
        <DueWord issue={issue} today={today} />
        {deadline === null && proposedDeadline ? <span class="beside">{issueTexts.proposed}</span> : null}
      </span>
      {issue.reopenings > 0 ? <span class="key-small">{issueTexts.reopenings(issue.reopenings)}</span> : null}
      {moved ? (
        <span class="key-small">
          <Words text={issueTexts.firstDeadline(firstDeadline, extensions)} />
        </span>
      ) : null}
    </>
  )
}

const Money: FC<{ issue: Issue }> = ({ issue }) => {
  const { confirmed, settled } = issue
  const owed = owedOf(issue)
  if (owed === null) return <span class="none">{issueTexts.noMoney}</span>
  return (
    <>
      <span class="key-line">{`已兑现 ${showWan(settled)}`}</span>
      <progress
        class="paid"
        max={Math.max(1, owed)}
        value={Math.min(settled, owed)}
        aria-label={issueTexts.settledOf}
      />
      <span class="key-small">
        <Words
          text={`${confirmed === null ? '涉及' : '核定'} ${showWan(owed)}，${issueTexts.remainder} ${showWan(remainderOf(issue) ?? 0)}`}
        />
      </span>
    </>
  )
}

/** Everything else on record, by label. */
export const FactsCard: FC<About> = ({ issue, words, dates }) => {
  const { plan, proposal } = issue
  const due = duesOf(issue)
  return (
    <Card title={issueTexts.facts} look="facts-card">
      <dl class="facts">
        <Fact label="问题类别">{words.category(issue.category)}</Fact>
        <Fact label="问题来源">{words.source(issue.source)}</Fact>
        <Fact label="发生时间">{`${issue.happened}（${issueTexts.stock(isFresh(issue), issue.began)}）`}</Fact>
        <Fact label="涉及企业">{issue.enterprise === null ? null : <Typed text={issue.enterprise} />}</Fact>
        <Fact label="统一社会信用代码">{issue.creditCode}</Fact>
        <Fact label="案号">{issue.caseNumber === null ? null : <Typed text={issue.caseNumber} />}</Fact>
        <Fact label="处置方式">{dispositionOf(plan ?? proposal)}</Fact>
        {due.map(({ label, kind, day }) => (
          <Fact label={label}>
            <span class="day">{day}</span>
            <HowReckoned dates={dates} kind={kind} words={words} />
          </Fact>
        ))}
        <Fact label="报送">{`${whoDid(issue.reporter, words)}，${showInstant(issue.reportedAt)}`}</Fact>
        {issue.handovers.map(({ from, to }) => (
          <Fact label={handoverTexts.running}>{handoverTexts.between(words.person(from), words.person(to))}</Fact>
        ))}
        <Fact label="委托核查">{issue.delegate === null ? null : words.person(issue.delegate)}</Fact>
      </dl>
    </Card>
  )
}

/** Dates that still wait to be kept. */
function duesOf({ status, signoffDue, planDue }: Issue) {
  const waits = status === 'assigned' || status === 'planning'
  return [
    { label: '签收期限', kind: 'signoff', day: status === 'assigned' ? signoffDue : null },
    { label: '报措施期限', kind: 'plan', day: waits ? planDue : null },
  ].flatMap(({ day, kind, label }) => (day === null ? [] : [{ label, day, kind: kind as DateKind }]))
}

function dispositionOf(plan: Plan | null): string | null {
  return plan ? dispositionText[plan.disposition] : null
}

/** 问题描述: cause and course as typed, and the remark. */
export const DescriptionCard: FC<{ issue: Issue }> = ({ issue }) => (
  <Card title={issueTexts.description}>
    <dl class="prose">
      <dt>事件原因</dt>
      <dd>
        <LongTyped text={issue.cause} />
      </dd>
      <dt>事件经过</dt>
      <dd>
        <LongTyped text={issue.course} />
      </dd>
      {issue.remark ? (
        <>
          <dt>备注</dt>
          <dd>
            <LongTyped text={issue.remark} />
          </dd>
        </>
      ) : null}
    </dl>
  </Card>
)

type PlanProps = {
  readonly plan: Plan
  readonly title: string
  readonly words: StoryNames
  readonly today: Day
  readonly dates?: readonly Reckoned[]
}

/** The plan in force, or one awaiting review. */
export const PlanCard: FC<PlanProps> = ({ plan, title, words, today, dates = [] }) => (
  <Card title={title}>
    <table class="table measures">
      <thead>
        <tr>
          <th class="col-no" scope="col">
            {issueTexts.columns.no}
          </th>
          <th scope="col">{issueTexts.columns.measure}</th>
          <th class="col-due" scope="col">
            {issueTexts.columns.due}
          </th>
          <th class="col-progress" scope="col">
            {issueTexts.columns.state}
          </th>
        </tr>
      </thead>
      <tbody>
        {plan.measures.map(({ no, text, due, state }) => (
          <tr>
            <td class="col-no">{String(no)}</td>
            <td>
              <Typed text={text} />
            </td>
            <td class="col-due">
              {due}
              <HowReckoned dates={dates} kind="measure" no={no} words={words} />
            </td>
            <td class="col-progress">
              <span class={`measure measure-${state === 'open' && due < today ? 'late' : state}`}>
                {state === 'open' && due < today ? issueTexts.measureLate : measureText[state]}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    <p class="plan-foot">
      {planFoot(plan, words).map((fact) => (
        <span>{fact}</span>
      ))}
    </p>
    <HowReckoned dates={dates} kind="court" words={words} />
  </Card>
)

function planFoot({ disposition, first, responsible, caseNumber, courtDate }: Plan, words: StoryNames): string[] {
  return [
    `处置方式：${dispositionText[disposition]}`,
    `第一责任人：${words.person(first)}`,
    `具体责任人：${words.person(responsible)}`,
    ...(caseNumber ? [`案号：${caseNumber}`] : []),
    ...(courtDate ? [`开庭或裁决日期：${courtDate}`] : []),
  ]
}
