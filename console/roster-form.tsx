import type { Child, FC } from 'hono/jsx'
import type { Faults } from '../core/faults.ts'
import type { Field, FormValues } from '../core/forms/form.ts'
import { FaultList, Fields, filled } from './form.tsx'
import { BackIcon } from './icons.tsx'
import { Banner, Csrf, Words } from './parts.tsx'
import { rosterTexts } from './roster-texts.ts'
import type { Viewer } from './session.ts'
import { texts } from './texts.ts'

/** A form of the roster as it stands: what was typed, and what a refusal says about which field. */
export type Filling = {
  readonly values: FormValues
  readonly draft: string
  /** The version its reader saw; null for what is new. */
  readonly seen: number | null
  readonly faults: Faults
  /** What stands above the fields, where no field is to blame. */
  readonly refused: string | null
}

export function fresh(values: FormValues, seen: number | null): Filling {
  return { values, seen, draft: crypto.randomUUID(), faults: new Map(), refused: null }
}

/** The same form again with a sentence, beside its field where that is known. */
export function refusedForm(filling: Filling, sentence: string, field: string | null): Filling {
  const faults = new Map(field === null ? [] : [[field, sentence]])
  return { ...filling, faults, refused: field === null ? sentence : null }
}

export const Back: FC<{ href: string; label?: string }> = ({ href, label = rosterTexts.back }) => (
  <a class="back" href={href}>
    <BackIcon />
    {label}
  </a>
)

/** Return in a field presses the first button of a form: that must be the one that saves. */
const EnterSubmits: FC = () => <button class="sr" type="submit" tabindex={-1} aria-hidden="true" />

type PostProps = {
  readonly viewer: Viewer
  readonly filling: Filling
  readonly fields: readonly Field[]
  readonly action: string
  readonly submit: string
  readonly cancel: string
  /** Hidden values that go along. */
  readonly along?: readonly (readonly [string, string])[]
  readonly children?: Child
}

/** A form that changes the roster. */
export const PostForm: FC<PostProps> = ({ viewer, filling, fields, action, submit, cancel, along = [], children }) => {
  const drawn = filled(fields, filling.values, filling.faults)
  return (
    <form class="act-form" method="post" action={action} novalidate>
      <Csrf viewer={viewer} />
      <EnterSubmits />
      <input type="hidden" name="draft" value={filling.draft} />
      {filling.seen === null ? null : <input type="hidden" name="seen" value={String(filling.seen)} />}
      {along.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {filling.refused === null ? null : (
        <Banner tone="bad">
          <Words text={filling.refused} />
        </Banner>
      )}
      <FaultList fields={drawn} />
      {drawn.length > 0 ? <Fields fields={drawn} /> : null}
      {children}
      <div class="buttons form-buttons">
        <button class="button button-primary button-large" type="submit">
          {submit}
        </button>
        <a class="button button-quiet" href={cancel}>
          {texts.cancel}
        </a>
      </div>
    </form>
  )
}
