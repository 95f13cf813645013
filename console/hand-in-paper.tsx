import type { FC } from 'hono/jsx'
import { annexCell } from '../core/sheets/annex.ts'
import type { Day } from '../core/calendar/day.ts'
import type { Content } from '../core/hand-ins/hand-in.ts'
import type { Listing } from '../db/hand-in-content.ts'
import type { HandInView } from '../db/hand-ins.ts'
import type { Staff } from '../db/people.ts'
import { roleText } from '../core/texts.ts'
import { handInTexts } from './hand-in-texts.ts'
import { BackIcon } from './icons.tsx'
import { LongTyped } from './parts.tsx'
import { paths } from './paths.ts'
import { texts } from './texts.ts'

type PaperProps = {
  readonly view: HandInView
  readonly content: Content
  readonly listing: Listing
  readonly today: Day
}

/** A page to be printed, signed and stamped. */
export const PaperView: FC<PaperProps> = ({ view, content, listing, today }) => (
  <>
    <a class="back" href={paths.handIn(view.handIn.id)}>
      <BackIcon />
      {view.facts.item.name}
    </a>
    <article class="paper">
      {content.kind === 'zero' ? <ZeroPaper view={view} today={today} /> : null}
      {content.kind === 'people' ? <PeoplePaper view={view} staff={listing.staff} today={today} /> : null}
      {content.kind === 'issues' ? <AnnexPaper view={view} listing={listing} today={today} /> : null}
    </article>
  </>
)

const Stamp: FC<{ view: HandInView; today: Day }> = ({ view, today }) => (
  <p class="paper-stamp">
    <span>{handInTexts.sealed(view.owner)}</span>
    <span>{handInTexts.filledOn(view.handIn.handedOn ?? today)}</span>
  </p>
)

/** The annex form of the campaign, as its document has it. */
const AnnexPaper: FC<Omit<PaperProps, 'content'>> = ({ view, listing, today }) => {
  const { campaign } = view.campaign
  const { annex } = campaign
  const nameOf = (id: number) => listing.names.get(id) ?? texts.none
  return (
    <>
      <h1>{annex.title}</h1>
      <Stamp view={view} today={today} />
      <table class="paper-table">
        <thead>
          <tr>
            {annex.columns.map(({ label }) => (
              <th>{label}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {listing.issues.map(({ issue, unit }, index) => (
            <tr>
              {annex.columns.map(({ fields }) => (
                <td>
                  <LongTyped text={annexCell(fields, issue, { campaign, ordinal: index + 1, unit, nameOf })} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {annex.notes.length > 0 ? (
        <p class="paper-notes">{`注：${annex.notes.map(({ text }, index) => `（${index + 1}）${text}`).join('')}`}</p>
      ) : null}
    </>
  )
}

const ZeroPaper: FC<{ view: HandInView; today: Day }> = ({ view, today }) => {
  const { campaign } = view.campaign
  return (
    <div class="paper-letter">
      <h1>{handInTexts.zeroPaper}</h1>
      <p class="paper-to">{`${view.facts.item.to ?? campaign.office.name}：`}</p>
      <p>{handInTexts.zeroText(campaign.document.title, view.facts.item.name)}</p>
      <p>{handInTexts.zeroPromise}</p>
      <p class="paper-sign">{handInTexts.signature}</p>
      <p class="paper-sign">{handInTexts.sealed(view.owner)}</p>
      <p class="paper-sign">{handInTexts.filledOn(view.handIn.handedOn ?? today)}</p>
    </div>
  )
}

const PeoplePaper: FC<{ view: HandInView; staff: readonly Staff[]; today: Day }> = ({ view, staff, today }) => {
  const posts = (['first', 'responsible', 'contact'] as const).flatMap((role) =>
    staff.filter((person) => person.role === role),
  )
  return (
    <>
      <h1>{handInTexts.peopleTitle}</h1>
      <Stamp view={view} today={today} />
      <table class="paper-table">
        <thead>
          <tr>
            {handInTexts.peopleColumns.map((label) => (
              <th>{label}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {posts.map(({ role, name, title }, index) => (
            <tr>
              <td>{index + 1}</td>
              <td>{roleText[role]}</td>
              <td>{name}</td>
              <td>{title ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
