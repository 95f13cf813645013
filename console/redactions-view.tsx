import type { FC } from 'hono/jsx'
import { showInstant } from '../core/calendar/day.ts'
import { BackIcon } from './icons.tsx'
import { Banner, Card, Csrf, Fact, LongTyped, Typed, Words } from './parts.tsx'
import { EventView } from './issue-history.tsx'
import { paths } from './paths.ts'
import { redactionRefusals, redactionTexts as said } from './redaction-texts.ts'
import type { Asking, Told } from './redactions.tsx'
import type { Viewer } from './session.ts'
import { texts } from './texts.ts'

type AskProps = { readonly asking: Asking; readonly viewer: Viewer }

/** What is to go out of one entry of an issue's history, and why. */
export const AskView: FC<AskProps> = ({ asking: { serial, n, hasFile, entry, typed, refusal }, viewer }) => (
  <div class="narrow">
    <a class="back" href={`${paths.issue(serial)}#history`}>
      <BackIcon />
      {said.back}
    </a>
    <div class="page-head">
      <h1>{`${said.title} ${serial}`}</h1>
    </div>
    <p class="quiet redaction-about">{said.about}</p>
    {refusal ? (
      <Banner tone="bad">
        <p class="banner-title">{redactionRefusals[refusal]}</p>
      </Banner>
    ) : null}
    <section class="card form-card">
      <form class="card-body act-form" method="post" action={paths.redact(serial, n)} novalidate>
        <Csrf viewer={viewer} />
        <ol class="line" aria-label={said.entry}>
          <EventView {...entry} />
        </ol>
        {hasFile ? <What /> : null}
        <p class="field">
          <label for="r-words">{said.words}</label>
          <textarea id="r-words" name="words" rows={2} class="input">
            {typed.words}
          </textarea>
          <span class="below quiet">{said.wordsHint}</span>
        </p>
        <p class="field">
          <label for="r-reason">{said.reason}</label>
          <textarea id="r-reason" name="reason" rows={3} class="input">
            {typed.reason}
          </textarea>
          <span class="below quiet">{said.reasonHint}</span>
        </p>
        <div class="buttons form-buttons">
          <button class="button button-danger" type="submit">
            {said.ask}
          </button>
          <a class="button button-quiet" href={paths.issue(serial)}>
            {texts.cancel}
          </a>
        </div>
      </form>
    </section>
  </div>
)

const What: FC = () => (
  <p class="field">
    <label for="r-what">{said.what}</label>
    <select id="r-what" name="what" class="input">
      <option value="file">{said.file}</option>
      <option value="words">{said.someWords}</option>
    </select>
  </p>
)

type ListProps = {
  readonly open: readonly Told[]
  readonly decided: readonly Told[]
  /** Why a decision was not taken. */
  readonly sentence: string | null
  readonly viewer: Viewer
}

/** 涂抹: what waits for the other of the two, with all that will go; and what was decided. */
export const ListView: FC<ListProps> = ({ open, decided, sentence, viewer }) => (
  <>
    <div class="page-head">
      <h1>{said.title}</h1>
    </div>
    <p class="quiet redaction-about">{`${said.about}${said.backups}`}</p>
    {sentence ? (
      <Banner tone="warn">
        <p class="banner-title">{sentence}</p>
      </Banner>
    ) : null}
    <Card title={said.open(open.length)}>
      {open.length === 0 ? <p class="quiet">{said.none}</p> : null}
      {open.map((one) => (
        <Open one={one} viewer={viewer} />
      ))}
    </Card>
    {decided.length > 0 ? (
      <Card title={said.decided}>
        {decided.map((one) => (
          <div class="redaction">
            <About one={one} />
          </div>
        ))}
      </Card>
    ) : null}
  </>
)

const Open: FC<{ one: Told; viewer: Viewer }> = ({ one, viewer }) => (
  <div class="redaction">
    <About one={one} />
    {one.mayDecide ? (
      <form class="buttons" method="post" action={paths.redaction(one.id)}>
        <Csrf viewer={viewer} />
        <button class="button button-danger" type="submit" name="verdict" value="agree">
          {said.agree}
        </button>
        <button class="button button-default" type="submit" name="verdict" value="refuse">
          {said.refuse}
        </button>
      </form>
    ) : (
      <p class="quiet">{said.wait[one.side]}</p>
    )}
  </div>
)

const About: FC<{ one: Told }> = ({ one }) => (
  <dl class="facts">
    <Fact label={said.columns.issue}>
      <a href={paths.issue(one.serial)}>{one.serial}</a>
    </Fact>
    {one.state === 'open' ? (
      <Fact label={said.columns.what}>{one.isSealed ? said.sealed : <LongTyped text={one.words ?? said.file} />}</Fact>
    ) : (
      <Fact label={said.columns.act}>
        {`${said.states[one.state]}，${one.decider ?? ''} ${one.decidedAt === null ? '' : showInstant(one.decidedAt)}`}
      </Fact>
    )}
    {one.reach ? (
      <Fact label={said.columns.reach}>
        <Words text={reachText(one)} />
      </Fact>
    ) : null}
    <Fact label={said.columns.reason}>
      <Typed text={one.reason} />
    </Fact>
    <Fact label={said.columns.by}>{`${one.asker} ${showInstant(one.at)}`}</Fact>
  </dl>
)

function reachText({ sha256, reach }: Told): string {
  if (!reach) return ''
  if (sha256 === null) return said.reach(reach.events.length, reach.copies)
  return reach.shared.length > 0 ? said.shared(reach.shared) : said.fileGoes
}
