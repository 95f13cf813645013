import type { FC } from 'hono/jsx'
import { showInstant } from '../core/calendar/day.ts'
import { isOverdueHandIn, type HandInFile } from '../core/hand-ins/hand-in.ts'
import { contentText, handInEventText, handInStatusText } from '../core/hand-ins/hand-in-texts.ts'
import { roleText, statusText } from '../core/texts.ts'
import type { HandInLogged } from '../db/hand-ins.ts'
import { showSize } from './evidence.tsx'
import { HandInPanel } from './hand-in-panel.tsx'
import type { HandInPage } from './hand-in.tsx'
import { handInTexts, stateLooks } from './hand-in-texts.ts'
import { BackIcon, FileIcon } from './icons.tsx'
import { NudgeRecordCard } from './nudge-record-view.tsx'
import { Banner, Card, Fact, LongTyped, Typed, Words } from './parts.tsx'
import { paths } from './paths.ts'
import type { Viewer } from './session.ts'
import { doorText, issueTexts, texts } from './texts.ts'

/** One hand-in: where it stands, what was handed in, what to do with it, and how it came about. */
export const HandInPageView: FC<{ page: HandInPage; viewer: Viewer }> = ({ page, viewer }) => {
  const { attempt, nudges, view } = page
  return (
    <>
      <Head page={page} />
      {attempt.fault ? (
        <Banner tone="bad">
          <p class="banner-title">
            <Words text={attempt.fault} />
          </p>
        </Banner>
      ) : null}
      <div class="columns">
        <div class="column-side">
          <HandInPanel page={page} viewer={viewer} />
          <Facts page={page} />
        </div>
        <div class="column-main">
          <ContentCard page={page} />
          <FilesCard page={page} />
          {nudges ? <NudgeRecordCard record={nudges} all={paths.nudgesOf(paths.handIn(view.handIn.id))} /> : null}
          <History page={page} />
        </div>
      </div>
    </>
  )
}

const Head: FC<{ page: HandInPage }> = ({ page: { view, today } }) => {
  const { handIn, facts, owner } = view
  const overdue = isOverdueHandIn(handIn, facts.item.due, today)
  return (
    <header class="issue-head">
      <a class="back" href={`${paths.handIns}?campaign=${handIn.campaign}`} data-back>
        <BackIcon />
        {handInTexts.back}
      </a>
      <p class="issue-line">
        <span class="serial">{owner}</span>
        <span class={`state state-${stateLooks[overdue ? 'overdue' : handIn.status]}`}>
          {overdue && handIn.status === 'missing' ? handInTexts.states.overdue : handInStatusText[handIn.status]}
        </span>
        {handIn.late ? <span class="due due-bad">{handInTexts.late}</span> : null}
      </p>
      <h1>{facts.item.name}</h1>
    </header>
  )
}

const Facts: FC<{ page: HandInPage }> = ({ page: { view, names } }) => {
  const { handIn, facts, campaign } = view
  const { item } = facts
  return (
    <Card title={issueTexts.facts}>
      <dl class="facts">
        <Fact label={handInTexts.due}>{item.due ?? handInTexts.undated}</Fact>
        <Fact label={handInTexts.to}>{item.to ?? campaign.campaign.office.name}</Fact>
        <Fact label={handInTexts.handedOn}>{handIn.handedOn}</Fact>
        <Fact label={handInTexts.by}>
          {handIn.handedBy === null ? null : (names.get(handIn.handedBy) ?? texts.none)}
        </Fact>
        {handIn.behalf ? <Fact label="">{handInTexts.behalf}</Fact> : null}
      </dl>
    </Card>
  )
}

const ContentCard: FC<{ page: HandInPage }> = ({ page: { view, content, listing } }) => {
  const { handIn } = view
  const title = handIn.status === 'returned' ? handInTexts.returnedContent : handInTexts.content
  return (
    <section class="card">
      <div class="card-head">
        <h2 class="card-title">{title}</h2>
        {content === null ? null : (
          <a class="button button-default" href={paths.handInPaper(handIn.id)}>
            {handInTexts.print}
          </a>
        )}
      </div>
      <div class="card-body">
        {handIn.content ? (
          <p class="hand-in-content">{contentText(handIn.content)}</p>
        ) : (
          <p class="quiet">{content === null ? handInTexts.nothingYet : handInTexts.nothing}</p>
        )}
        {handIn.content?.kind === 'issues' ? (
          <p class="quiet">{handInTexts.head(handIn.content.head.count, handIn.content.head.hash)}</p>
        ) : null}
        {listing && listing.staff.length > 0 ? (
          <ul class="hand-in-staff">
            {listing.staff.map(({ role, name, title }) => (
              <li>{`${roleText[role]}：${name}${title ? `（${title}）` : ''}`}</li>
            ))}
          </ul>
        ) : null}
        {listing && listing.issues.length > 0 ? (
          <table class="table hand-in-list">
            <thead>
              <tr>
                <th>编号</th>
                <th>项目名称</th>
                <th>完成时限</th>
                <th>状态</th>
              </tr>
            </thead>
            <tbody>
              {listing.issues.map(({ issue }) => (
                <tr>
                  <td class="serial">
                    <a href={paths.issue(issue.serial)}>{issue.serial}</a>
                  </td>
                  <td>
                    <Typed text={issue.title} />
                  </td>
                  <td class="day">{issue.deadline ?? issue.proposedDeadline ?? texts.none}</td>
                  <td>{statusText[issue.status]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
      </div>
    </section>
  )
}

const FilesCard: FC<{ page: HandInPage }> = ({ page: { view, names } }) => {
  const { handIn } = view
  const { content } = handIn
  if (handIn.files.length === 0) return null
  const now = content?.kind === 'files' ? content.files : content?.kind === 'zero' ? content.scan : []
  const past = handIn.files.filter(
    (file) => !now.includes(file) && !now.some(({ at, sha256 }) => at === file.at && sha256 === file.sha256),
  )
  const list = (files: readonly HandInFile[]) => (
    <ul class="files">
      {files.map((file) => (
        <li>
          <a class="file" href={paths.handInFile(handIn.id, file.sha256)}>
            <FileIcon />
            <span class="file-name">
              <bdi>{file.name}</bdi>
            </span>
            <span class="file-about">
              {[showSize(file.size), names.get(file.by) ?? texts.none, showInstant(file.at)].join(' · ')}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
  return (
    <Card title={handInTexts.files}>
      {now.length > 0 ? list(now) : null}
      {past.length > 0 ? (
        <>
          <p class="quiet">{handInTexts.allFiles}</p>
          {list(past)}
        </>
      ) : null}
    </Card>
  )
}

const History: FC<{ page: HandInPage }> = ({ page: { history, names } }) =>
  history.length === 0 ? null : (
    <Card title={handInTexts.history} id="history" look="history-card">
      <ol class="line">
        {history.toReversed().map((logged) => (
          <EventView logged={logged} names={names} />
        ))}
      </ol>
    </Card>
  )

const EventView: FC<{ logged: HandInLogged; names: HandInPage['names'] }> = ({ logged, names }) => {
  const { event, by, at, door } = logged
  const text = textOf(event)
  return (
    <li class={`event event-${event.type}`}>
      <p class="event-head">
        <strong>{handInEventText[event.type]}</strong>
        <span class="event-who">{by === null ? issueTexts.system : (names.get(by) ?? texts.none)}</span>
        <span class="event-when">{`${showInstant(at)} · ${doorText[door]}`}</span>
      </p>
      {text ? (
        <div class="event-text">
          <LongTyped text={text} />
        </div>
      ) : null}
    </li>
  )
}

function textOf(event: HandInLogged['event']): string | null {
  if (event.type === 'handed-in' || event.type === 'superseded') {
    const marks =
      event.type === 'handed-in' ? [event.late ? handInTexts.late : '', event.behalf ? handInTexts.behalf : ''] : []
    return [contentText(event.content), ...marks.filter((mark) => mark !== '')].join('，')
  }
  if (event.type === 'file-added') return event.file.name
  return 'reason' in event ? event.reason : null
}
