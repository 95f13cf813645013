import type { FC } from 'hono/jsx'
import { type MeasureChange, measureChanges } from '../core/issue/plan-change.ts'
import type { Issue, Plan } from '../core/issue.ts'
import { dispositionText } from '../core/texts.ts'
import { Card, LongTyped, Typed } from './parts.tsx'
import { replanTexts as said } from './replan-texts.ts'
import type { StoryNames } from './story.ts'

type Proposed = { readonly issue: Issue; readonly proposal: Plan; readonly words: StoryNames }

/** A new plan beside the one in force: each measure with what becomes of it, then the way and the people. */
export const NewPlanCard: FC<Proposed> = ({ issue, proposal, words }) => (
  <Card title={said.title} look="new-plan">
    <p class="quiet">{said.stands}</p>
    <ul class="measure-changes">
      {measureChanges(issue.plan, proposal).map((change) => (
        <ChangeRow change={change} />
      ))}
    </ul>
    <dl class="facts">
      {ways(issue, proposal, words).map(({ label, text }) => (
        <div class="fact">
          <dt>{label}</dt>
          <dd>
            <LongTyped text={text} />
          </dd>
        </div>
      ))}
    </dl>
  </Card>
)

const ChangeRow: FC<{ change: MeasureChange }> = ({ change: { measure, change, before } }) => (
  <li class={`measure-change measure-change-${change}`}>
    <span class="measure-change-no">{`${measure.no}.`}</span>
    <span class="measure-change-text">
      {change === 'dropped' ? (
        <del>
          <Typed text={measure.text} />
        </del>
      ) : (
        <Typed text={measure.text} />
      )}
      {said.change[change] === '' || before ? null : <span class="beside">{said.change[change]}</span>}
      {measure.state === 'done' ? <span class="beside">{said.done}</span> : null}
    </span>
    <span class="measure-change-due">
      {before ? (
        <>
          <del class="whole">{before}</del>
          <span class="arrow"> → </span>
        </>
      ) : null}
      <span class="whole">{measure.due}</span>
    </span>
  </li>
)

/** How it goes on; people only where they change. Why stands beside what is to be done. */
function ways({ plan }: Issue, proposal: Plan, words: StoryNames): { label: string; text: string }[] {
  const { disposition, caseNumber, court, courtDate, first, responsible } = proposal
  const way = dispositionText[disposition]
  const moved =
    plan && plan.disposition !== disposition ? `${way}（${said.was(dispositionText[plan.disposition])}）` : way
  return [
    { label: '处置方式', text: moved },
    { label: '案号', text: disposition === 'legal' ? (caseNumber ?? '') : '' },
    { label: '法院或仲裁机构', text: disposition === 'legal' ? (court ?? '') : '' },
    { label: '开庭或裁决日期', text: courtDate ?? '' },
    { label: '第一责任人', text: plan?.first === first ? '' : words.person(first) },
    { label: '具体责任人', text: plan?.responsible === responsible ? '' : words.person(responsible) },
  ].filter(({ text }) => text !== '')
}
