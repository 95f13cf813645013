import type { Child, FC } from 'hono/jsx'
import { showTime } from '../../core/calendar/day.ts'
import type { Faults } from '../../core/faults.ts'
import { secrecyText } from '../../core/texts.ts'
import type { IssueView } from '../../db/issues.ts'
import type { Uploads } from '../../db/uploads.ts'
import type { Action, Block, Content, Tone } from '../platform.ts'
import { FieldView, type PageField } from './field.tsx'
import type { FormCard } from './open.ts'
import { pageTexts as texts } from './texts.ts'

/** The whole page; without scripts. Its addresses are relative: an office may stand under a path. */
export const Page: FC<{ style: string; children?: Child }> = ({ style, children }) => (
  <html lang="zh-CN">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      <meta name="format-detection" content="telephone=no" />
      <title>{`${texts.title} · ${texts.brand}`}</title>
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href={style} />
    </head>
    <body>
      <main class="sheet">{children}</main>
      <footer class="foot">{secrecyText}</footer>
    </body>
  </html>
)

/** A page of a sentence or two: what is so, and what to do next. */
export const Sentence: FC<{ title: string; lines: readonly string[] }> = ({ title, lines }) => (
  <section class="plain">
    <h1>{title}</h1>
    {lines.map((line) => (
      <p>{line}</p>
    ))}
  </section>
)

export type Banner = { readonly tone: Tone; readonly text: string; readonly similar?: readonly IssueView[] }

export type FormShown = {
  readonly card: FormCard
  readonly about: { readonly title: string; readonly unit: string } | null
  readonly until: number
  readonly banner: Banner | null
  readonly faults: Faults
  /** null where the act takes no files. */
  readonly files: { readonly uploads: Uploads; readonly tokens: readonly string[] } | null
  readonly anyway: string | null
}

export const FormView: FC<{ shown: FormShown }> = ({ shown }) => {
  const { card, about, banner, faults, files, until } = shown
  const wrong = card.form.fields.find(({ field }) => faults.has(field.name))
  const fields = card.form.fields.map((filled): PageField => {
    return { ...filled, fault: faults.get(filled.field.name) ?? null, first: filled === wrong }
  })
  return (
    <>
      <header class="head">
        <h1>{card.title}</h1>
        {about ? (
          <p class="about">
            <bdi>{about.title}</bdi>
            <span>{about.unit}</span>
          </p>
        ) : null}
      </header>
      {banner ? <BannerView banner={banner} /> : null}
      <form method="post" novalidate {...(files ? { enctype: 'multipart/form-data' } : {})}>
        <div class="blocks">
          {card.blocks.map((block) => (
            <BlockView block={block} />
          ))}
        </div>
        {fields.map((field) => (
          <FieldView {...field} />
        ))}
        {files ? <Files files={files} first={wrong === undefined && files.uploads.refused.length > 0} /> : null}
        <Buttons actions={card.form.submit} anyway={shown.anyway} />
      </form>
      <p class="until">{texts.until(showTime(until))}</p>
    </>
  )
}

const BannerView: FC<{ banner: Banner }> = ({ banner: { tone, text, similar = [] } }) => (
  <div class={`banner tone-${tone}`} role={tone === 'good' || tone === 'plain' ? 'status' : 'alert'}>
    <p>{text}</p>
    {similar.length > 0 ? (
      <ul>
        {similar.map(({ issue }) => (
          <li>
            <span class="serial">{issue.serial}</span> <bdi>{issue.title}</bdi>
          </li>
        ))}
      </ul>
    ) : null}
  </div>
)

const BlockView: FC<{ block: Block }> = ({ block }) => {
  switch (block.type) {
    case 'text':
      return <p class="words">{block.text}</p>
    case 'note':
      return <p class="note">{block.text}</p>
    case 'fields':
      return (
        <dl class="facts">
          {block.fields.map(({ label, value }) => (
            <div>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )
    case 'item':
      return (
        <div class="item">
          <p class="item-title">{block.title}</p>
          {block.lines.map((line) => (
            <p class="item-line">{line}</p>
          ))}
        </div>
      )
    case 'buttons':
    case 'table':
    case 'chart':
      return null
    default:
      return block satisfies never
  }
}

const Files: FC<{ files: NonNullable<FormShown['files']>; first: boolean }> = ({
  files: { uploads, tokens },
  first,
}) => (
  <div class={uploads.refused.length > 0 ? 'field field-wrong' : 'field'}>
    <label class="label" for="f-files">
      {texts.files}
    </label>
    {uploads.kept.length > 0 ? (
      <ul class="kept" aria-label={texts.kept}>
        {uploads.kept.map((file, index) => (
          <li>
            <input type="hidden" name="kept" value={tokens[index] ?? ''} />
            <bdi>{file.name}</bdi>
            <span>{texts.kept}</span>
          </li>
        ))}
      </ul>
    ) : null}
    <input class="pick" id="f-files" type="file" name="files" multiple aria-describedby="f-files-h" autofocus={first} />
    {uploads.refused.map((sentence) => (
      <p class="fault">{sentence}</p>
    ))}
    <p class="hint" id="f-files-h">
      {texts.filesHint}
    </p>
  </div>
)

/** What each button does stands in its name: nothing a page sends is taken for more than a wish. */
const Buttons: FC<{ actions: readonly Action[]; anyway: string | null }> = ({ actions, anyway }) => (
  <div class="buttons">
    {actions.map((action) => {
      const saves = 'value' in action && action.value['do'] === 'save'
      const label = !saves && anyway !== null ? anyway : action.label
      return (
        <button
          class={saves ? 'button' : 'button button-primary'}
          type="submit"
          name="do"
          value={saves ? 'save' : anyway === null ? 'submit' : 'anyway'}
        >
          {label}
        </button>
      )
    })}
  </div>
)

type OutcomeProps = { readonly title: string; readonly tone: Tone; readonly content: Content; readonly next: string }

/** What came of it: the card that chat has as well, without its buttons, and what to do next. */
export const Outcome: FC<OutcomeProps> = ({ title, tone, content, next }) => (
  <section class="outcome">
    <h1 class={`result tone-${tone}`}>{title}</h1>
    {content.kind === 'text' ? (
      <p class="words">{content.text}</p>
    ) : (
      <div class="blocks">
        <h2>{content.title}</h2>
        {content.blocks.map((block) => (
          <BlockView block={block} />
        ))}
      </div>
    )}
    <p class="next">{next}</p>
  </section>
)
