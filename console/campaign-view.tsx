import type { FC } from 'hono/jsx'
import { holds, isOffice, readsAll } from '../core/actor.ts'
import { stateAfter } from '../core/campaigns/campaign-life.ts'
import { settableText } from '../core/campaigns/campaign-texts.ts'
import { categoryName, type Campaign } from '../core/campaigns/campaign.ts'
import { dayOf, showInstant } from '../core/calendar/day.ts'
import { scopeOf } from '../core/digest/digest.ts'
import type { CampaignEvent } from '../db/campaigns.ts'
import { CampaignPhases } from './campaign-phases.tsx'
import { Dispositions, Ladder, Rules, Scores, Section } from './campaign-rules.tsx'
import { amendables, campaignTexts as said } from './campaign-texts.ts'
import { CampaignStateWord, type CampaignPage } from './campaigns.tsx'
import { BackIcon } from './icons.tsx'
import { moneyTexts } from './money-texts.ts'
import { Card, Fact, Typed, Words } from './parts.tsx'
import { paths } from './paths.ts'
import type { Viewer } from './session.ts'

/** Everything a campaign says, in the order of a document: what, when, who, how. */
export const CampaignView: FC<{ page: CampaignPage; viewer: Viewer }> = ({ page, viewer }) => {
  const { campaign } = page.running
  return (
    <>
      <a class="back" href={paths.campaigns}>
        <BackIcon />
        {said.back}
      </a>
      <Head page={page} viewer={viewer} />
      {campaign.phases.length > 0 ? <CampaignPhases page={page} viewer={viewer} /> : null}
      <div class="columns campaign-columns">
        <div class="column-main">
          <Deliverables campaign={campaign} />
          <Groups campaign={campaign} />
          <Tasks campaign={campaign} />
          <Ladder campaign={campaign} />
          <Scores campaign={campaign} />
          <History page={page} counted={readsAll(viewer.actor)} />
        </div>
        <div class="column-side">
          <About page={page} viewer={viewer} />
          <Categories campaign={campaign} />
          <Sources campaign={campaign} />
          <Rules campaign={campaign} />
          <Dispositions campaign={campaign} />
        </div>
      </div>
    </>
  )
}

const Head: FC<{ page: CampaignPage; viewer: Viewer }> = ({ page: { running }, viewer }) => {
  const next = stateAfter(running.state)
  return (
    <div class="page-head campaign-head">
      <h1>{running.campaign.title}</h1>
      <CampaignStateWord state={running.state} />
      {isOffice(viewer.actor) ? (
        <div class="buttons">
          <a class="button button-default" href={paths.campaignChange(running.code)}>
            {said.change}
          </a>
          {next && mayMove(viewer, next) ? (
            <a class="button button-default" href={paths.campaignMove(running.code)}>
              {said.move[next]}
            </a>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}

/** 收尾 is the office's, 结束 the director's. */
export function mayMove({ actor }: Viewer, to: 'closing' | 'ended'): boolean {
  return to === 'closing' ? isOffice(actor) : holds(actor, 'director')
}

const About: FC<{ page: CampaignPage; viewer: Viewer }> = ({ page: { running, open, closed }, viewer }) => {
  const { document, office, units, rectify_by } = running.campaign
  const counts = readsAll(viewer.actor) ? [said.issues({ all: running.lastNumber, open, closed })] : []
  return (
    <Card title={said.document}>
      <p class="campaign-document">
        {document.title}
        <span class="quiet">{document.number}</span>
      </p>
      <dl class="facts">
        <Fact label={said.issuer}>{document.issuer}</Fact>
        <Fact label={said.issuedOn}>{document.date}</Fact>
        <Fact label={said.office}>{`${office.name}${office.unit ? said.officeIn(office.unit) : ''}`}</Fact>
        <Fact label={said.units}>{units.who}</Fact>
        <Fact label={said.cap}>{settableText(rectify_by.day)}</Fact>
        <Fact label={said.code}>{[running.code, said.startedOn(dayOf(running.startedAt)), ...counts].join('，')}</Fact>
        {scopeOf(viewer.actor) === null ? null : (
          <Fact label={moneyTexts.money}>
            <a class="link" href={paths.moneyOf(running.code)}>
              {moneyTexts.open}
            </a>
          </Fact>
        )}
      </dl>
    </Card>
  )
}

const Deliverables: FC<{ campaign: Campaign }> = ({ campaign: { deliverables } }) =>
  deliverables.length === 0 ? null : (
    <Card title={said.deliverables}>
      <table class="table campaign-table">
        <thead>
          <tr>
            <th>{said.columns.deliverable}</th>
            <th class="col-owes">{said.columns.owes}</th>
            <th>{said.columns.to}</th>
            <th class="col-due">{said.columns.due}</th>
            <th class="col-section">{said.columns.source}</th>
          </tr>
        </thead>
        <tbody>
          {deliverables.map(({ name, owes, to, due, from }) => (
            <tr>
              <td>{name}</td>
              <td data-label={said.columns.owes}>{said.owes[owes]}</td>
              <td data-label={said.columns.to}>{to}</td>
              <td data-label={said.columns.due}>
                <span class="day">{settableText(due)}</span>
              </td>
              <Section from={from} />
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )

const Groups: FC<{ campaign: Campaign }> = ({ campaign }) =>
  campaign.groups.length === 0 ? null : (
    <Card title={said.groups}>
      <table class="table campaign-table">
        <thead>
          <tr>
            <th>{said.columns.group}</th>
            <th>{said.columns.lead}</th>
            <th>{said.columns.categories}</th>
            <th>{said.columns.support}</th>
          </tr>
        </thead>
        <tbody>
          {campaign.groups.map(({ name, lead, support, categories }) => (
            <tr>
              <td>{name}</td>
              <td data-label={said.columns.lead}>{lead}</td>
              <td data-label={said.columns.categories}>
                {categories.map((id) => categoryName(campaign, id)).join('、')}
              </td>
              <td class="quiet" data-label={said.columns.support}>
                {support.join('、')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )

const Tasks: FC<{ campaign: Campaign }> = ({ campaign: { tasks } }) =>
  tasks.length === 0 ? null : (
    <Card title={said.tasks}>
      {[...Map.groupBy(tasks, ({ part }) => part ?? '')].map(([part, own]) => (
        <>
          {part === '' ? null : <h3 class="campaign-part">{part}</h3>}
          <ul class="tasks">
            {own.map((task) => (
              <TaskRow task={task} />
            ))}
          </ul>
        </>
      ))}
    </Card>
  )

const TaskRow: FC<{ task: Campaign['tasks'][number] }> = ({ task: { name, text, lead, support, every, from } }) => (
  <li class="task">
    <p class="task-name">
      {name}
      {every ? <span class="tag tag-accent">{said.every[every]}</span> : null}
      <span class="tag-section">{from}</span>
    </p>
    {text ? <p class="task-text">{text}</p> : null}
    <p class="task-units">
      <span class="task-label">{said.columns.lead}</span>
      {lead.length > 0 ? lead.join('、') : said.nobody}
      {support.length > 0 ? (
        <>
          <span class="task-label">{said.columns.support}</span>
          {support.join('、')}
        </>
      ) : null}
    </p>
  </li>
)

const Categories: FC<{ campaign: Campaign }> = ({ campaign: { categories } }) => (
  <Card title={said.categories}>
    <ul class="campaign-items">
      {categories.map(({ name, parent, isCase }) => (
        <li class={parent ? 'item-below' : ''}>
          {name}
          {isCase ? <span class="tag">{said.isCase}</span> : null}
        </li>
      ))}
    </ul>
  </Card>
)

const Sources: FC<{ campaign: Campaign }> = ({ campaign: { sources } }) => (
  <Card title={said.sources}>
    <p class="campaign-sources">
      {sources.map(({ name, selfCheck }) => (
        <span class={selfCheck ? 'tag tag-accent' : 'tag'}>{name}</span>
      ))}
    </p>
  </Card>
)

const History: FC<{ page: CampaignPage; counted: boolean }> = ({ page, counted }) => (
  <Card title={said.history}>
    <ol class="campaign-events">
      {page.events.toReversed().map((event) => (
        <EventRow event={event} page={page} counted={counted} />
      ))}
    </ol>
  </Card>
)

type Told = { event: CampaignEvent; page: CampaignPage; counted: boolean }

const EventRow: FC<Told> = ({ event, page: { names, running }, counted }) => {
  const labels = new Map(amendables(running.campaign).map(({ path, label }) => [path, label]))
  const who = event.by === null ? said.bySystem : (names.get(event.by) ?? '')
  return (
    <li>
      <p class="event-line">
        <span class="event-what">{said.events[event.type] ?? event.type}</span>
        <span class="quiet">{`${who} ${showInstant(event.at)}`}</span>
        {event.open === null || !counted ? null : <span class="quiet">{said.openThen(event.open)}</span>}
      </p>
      {event.reason ? <Typed text={event.reason} /> : null}
      {event.changes.length === 0 ? null : (
        <ul class="event-changes">
          {event.changes.map(({ path, before, after }) => (
            <li>
              <Words text={`${labels.get(path) ?? path}：${settableText(before)} → ${settableText(after)}`} />
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
