import type { FC } from 'hono/jsx'
import { type DigestPage, longestParagraph } from './digest.tsx'
import { digestPageTexts as said } from './digest-texts.ts'
import { Card, Csrf } from './parts.tsx'
import { paths } from './paths.ts'
import type { Viewer } from './session.ts'

type Props = { readonly page: DigestPage; readonly viewer: Viewer }

export const ParagraphForm: FC<Props> = ({ page: { view, paragraph }, viewer }) =>
  paragraph === null ? null : (
    <Card title={said.paragraph} look="digest-office">
      <form class="digest-form" method="post" action={paths.digestParagraph(view.running.code, view.week)}>
        <Csrf viewer={viewer} />
        <label class="field">
          <span class="hint" id="paragraph-hint">
            {said.paragraphHint(longestParagraph)}
          </span>
          <textarea
            class="input"
            name="paragraph"
            rows={4}
            maxlength={longestParagraph}
            aria-label={said.paragraph}
            aria-describedby={paragraph.fault ? 'paragraph-fault' : 'paragraph-hint'}
          >
            {paragraph.text}
          </textarea>
        </label>
        {paragraph.fault ? (
          <p class="fault" id="paragraph-fault">
            {paragraph.fault}
          </p>
        ) : null}
        <button class="button button-primary" type="submit">
          {said.saveParagraph}
        </button>
      </form>
    </Card>
  )

export const AgainForm: FC<Props> = ({ page: { view, receivers, againFault }, viewer }) => (
  <Card title={said.again} look="digest-office">
    <form class="digest-form" method="post" action={paths.digestAgain(view.running.code, view.week)}>
      <Csrf viewer={viewer} />
      <fieldset class="digest-receivers">
        <legend>{said.againTo}</legend>
        {(receivers ?? []).map(({ id, name }) => (
          <label>
            <input type="checkbox" name="person" value={id} />
            {name}
          </label>
        ))}
      </fieldset>
      {againFault ? <p class="fault">{againFault}</p> : null}
      <button class="button button-default" type="submit">
        {said.again}
      </button>
    </form>
  </Card>
)
