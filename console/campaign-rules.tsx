import type { Child, FC } from 'hono/jsx'
import type { Campaign } from '../core/campaigns/campaign.ts'
import { dispositionText } from '../core/texts.ts'
import { campaignTexts as said } from './campaign-texts.ts'
import { Card } from './parts.tsx'

const SETTING = 'setting'

/** Where a rule stands in the document, or that it is a setting of this product. */
const From: FC<{ from: string }> = ({ from }) =>
  from === SETTING ? <span class="tag tag-setting">{said.setting}</span> : <span class="tag-section">{from}</span>

/** The last cell of a row. */
export const Section: FC<{ from: string }> = ({ from }) => (
  <td class="col-section" data-label={said.columns.source}>
    <From from={from} />
  </td>
)

/** How an issue is handled: who signs, plans, verifies, extends, is reminded. */
export const Rules: FC<{ campaign: Campaign }> = ({ campaign }) => {
  const { signoff, plan, verification, extension, nudges } = campaign
  return (
    <Card title={said.rules}>
      <dl class="rules">
        <Rule label={said.signoff} from={signoff.from}>
          {said.workdays(signoff.days)}
        </Rule>
        <Rule label={said.plan} from={plan.from}>
          {`${said.workdays(plan.days)}，${said.approval(plan.approval)}`}
        </Rule>
        {verification.stages.map(({ by, methods, from }, index) => (
          <Rule label={index === 0 ? said.verification : ''} from={from}>
            {`${said.stage[by]}：${methods.join('、')}`}
          </Rule>
        ))}
        <Rule label="" from={verification.from}>
          {`${said.inspectors(verification.inspectors)}，${said.callback[verification.callback]}`}
        </Rule>
        <Rule label={said.extension} from={extension.from}>
          {said.times(extension.times)}
        </Rule>
        <Rule label={said.nudges} from={nudges.from}>
          {`${said.ahead(nudges.ahead)}；${said.late(nudges.late)}，${said.repeat(nudges.repeat)}${said.urgent(nudges.urgent ?? [])}`}
        </Rule>
      </dl>
    </Card>
  )
}

const Rule: FC<{ label: string; from: string; children?: Child }> = ({ label, from, children }) => (
  <div class="rule">
    <dt>{label}</dt>
    <dd>
      {children} <From from={from} />
    </dd>
  </div>
)

export const Dispositions: FC<{ campaign: Campaign }> = ({ campaign: { dispositions } }) => (
  <Card title={said.dispositions}>
    <ul class="campaign-items">
      {dispositions.map(({ kind, when, from }) => (
        <li>
          <span class="item-name">{dispositionText[kind]}</span>
          <span class="item-text">
            {when} <From from={from} />
          </span>
        </li>
      ))}
    </ul>
  </Card>
)

export const Ladder: FC<{ campaign: Campaign }> = ({ campaign: { supervision } }) =>
  supervision.length === 0 ? null : (
    <Card title={said.supervision}>
      <table class="table campaign-table">
        <thead>
          <tr>
            <th class="col-step">{said.columns.step}</th>
            <th>{said.columns.when}</th>
            <th class="col-section">{said.columns.source}</th>
          </tr>
        </thead>
        <tbody>
          {supervision.map(({ name, when, from }) => (
            <tr>
              <td>{name}</td>
              <td>{when}</td>
              <Section from={from} />
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )

export const Scores: FC<{ campaign: Campaign }> = ({ campaign: { scoring } }) =>
  scoring.length === 0 ? null : (
    <Card title={said.scoring}>
      <table class="table campaign-table">
        <thead>
          <tr>
            <th>{said.columns.score}</th>
            <th class="col-points">{said.columns.points}</th>
            <th class="col-section">{said.columns.source}</th>
          </tr>
        </thead>
        <tbody>
          {scoring.map((score) => (
            <tr>
              <td>{score.when}</td>
              <td data-label={said.columns.points}>
                <Points score={score} />
              </td>
              <Section from={score.from} />
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )

/** Which way it counts is the document's; the number may be a setting of this product, and is marked so. */
const Points: FC<{ score: Campaign['scoring'][number] }> = ({ score: { direction, points, number } }) => (
  <>
    {direction === 'none' ? said.direction.none : `${said.direction[direction]} ${points}`}{' '}
    <span class={number === 'document' ? 'tag' : 'tag tag-setting'}>
      {number === 'document' ? said.byDocument : said.setting}
    </span>
  </>
)
