import type { Child, FC } from 'hono/jsx'
import { isOffice } from '../core/actor.ts'
import { standsFor } from '../core/hand-ins/duty.ts'
import { permitHandIn } from '../core/hand-ins/hand-in-permit.ts'
import { isTooLong, mostReason } from '../core/hand-ins/hand-in-rules.ts'
import { handInRefusalText } from '../core/hand-ins/hand-in-texts.ts'
import type { HandInPage } from './hand-in.tsx'
import { handInTexts } from './hand-in-texts.ts'
import { Csrf, Typed, Words } from './parts.tsx'
import { paths } from './paths.ts'
import type { Viewer } from './session.ts'
import { issueTexts, texts } from './texts.ts'
import { FileField } from './upload-field.tsx'

type Props = { readonly page: HandInPage; readonly viewer: Viewer }

/** What comes next, and what this person can do about it. */
export const HandInPanel: FC<Props> = ({ page, viewer }) => {
  const { view, acts } = page
  const { handIn } = view
  const barred = handIn.status === 'handed' && isOffice(viewer.actor) ? acceptRefusal(page, viewer) : null
  return (
    <section class="card panel" aria-label={issueTexts.toDo}>
      <p class="panel-next">
        <Words text={handInTexts.next[handIn.status]} />
      </p>
      {handIn.reason ? (
        <blockquote class="quoted">
          <span class="quoted-label">{handInTexts.returnReason}</span>
          <Typed text={handIn.reason} />
        </blockquote>
      ) : null}
      {barred ? <p class="panel-barred">{handInRefusalText(barred, page.today)}</p> : null}
      {acts.includes('accept') ? (
        <PostForm page={page} viewer={viewer} look="panel-form">
          <ActButton act="accept" look="button-primary" label={handInTexts.accept} />
        </PostForm>
      ) : null}
      {acts.includes('return') ? <ReturnForm page={page} viewer={viewer} /> : null}
      {acts.includes('hand-in') || acts.includes('add-file') ? <EnterForm page={page} viewer={viewer} /> : null}
    </section>
  )
}

function acceptRefusal({ view: { handIn, facts } }: HandInPage, viewer: Viewer) {
  return permitHandIn('accept', handIn, viewer.actor, facts)
}

const ReturnForm: FC<Props> = ({ page, viewer }) => (
  <details class="panel-others" open={page.attempt.reason !== ''}>
    <summary>{handInTexts.return}</summary>
    <PostForm page={page} viewer={viewer} look="panel-form">
      <label class="field">
        <span class="label">{handInTexts.returnReason}</span>
        <textarea
          class="input"
          name="reason"
          rows={3}
          maxlength={mostReason}
          {...(isTooLong(page.attempt.reason) ? { 'aria-invalid': 'true', 'aria-describedby': 'reason-fault' } : {})}
        >
          {page.attempt.reason}
        </textarea>
        {isTooLong(page.attempt.reason) ? (
          <span class="fault" id="reason-fault">
            <Words text={handInTexts.reasonTooLong(mostReason)} />
          </span>
        ) : null}
        <span class="hint">{handInTexts.returnHint}</span>
      </label>
      <div class="buttons">
        <ActButton act="return" look="button-danger" label={handInTexts.return} />
      </div>
    </PostForm>
  </details>
)

/** 代录: a paper that was handed over by hand. */
const EnterForm: FC<Props> = ({ page, viewer }) => {
  const { acts, attempt, view } = page
  const open = attempt.received !== '' || attempt.uploads.kept.length + attempt.uploads.refused.length > 0
  const entering = acts.includes('hand-in')
  const by = standsFor(view.facts.item.content)
  return (
    <details class="panel-others" open={open}>
      <summary>{entering ? handInTexts.enter : handInTexts.addFiles}</summary>
      {entering ? <p class="quiet">{handInTexts.enterHint}</p> : null}
      <PostForm page={page} viewer={viewer} look="panel-form" files>
        {entering ? (
          <label class="field">
            <span class="label">{handInTexts.received}</span>
            <input
              class="input"
              name="received"
              value={attempt.received}
              placeholder={texts.dayExample}
              autocomplete="off"
            />
            <span class="hint">{handInTexts.receivedHint}</span>
          </label>
        ) : null}
        <FileField filling={{ uploads: attempt.uploads, tokens: attempt.tokens }} />
        <div class="buttons">
          <ActButton
            act={entering ? 'files' : 'add'}
            look="button-default"
            label={entering ? handInTexts.asFiles : handInTexts.addFiles}
          />
          {acts.includes('zero') ? <ActButton act="zero" look="button-default" label={handInTexts.asZero} /> : null}
          {entering && by !== null ? (
            <ActButton
              act="ledger"
              look="button-default"
              label={by === 'people' ? handInTexts.asPeople : handInTexts.asLedger}
            />
          ) : null}
        </div>
        {acts.includes('zero') ? <p class="hint">{handInTexts.zeroHint}</p> : null}
      </PostForm>
    </details>
  )
}

const ActButton: FC<{ act: string; look: string; label: string }> = ({ act, look, label }) => (
  <button class={`button ${look}`} type="submit" name="act" value={act}>
    {label}
  </button>
)

const PostForm: FC<Props & { look: string; files?: boolean; children?: Child }> = ({
  page: { view },
  viewer,
  look,
  files,
  children,
}) => (
  <form
    class={look}
    method="post"
    action={paths.handIn(view.handIn.id)}
    {...(files ? { enctype: 'multipart/form-data' } : {})}
  >
    <Csrf viewer={viewer} />
    <input type="hidden" name="seen" value={String(view.handIn.version)} />
    <input type="hidden" name="draft" value={crypto.randomUUID()} />
    {children}
  </form>
)
