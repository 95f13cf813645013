import type { FC } from 'hono/jsx'
import type { Field } from '../../core/forms/form.ts'
import type { CardForm, FilledField } from '../platform.ts'
import { Buttons } from './buttons.tsx'
import { texts } from './texts.ts'

/** The form of a card. Nothing is checked here: what is missing or wrong, the bot says in its own words. */
export const CardFormView: FC<{ cardId: string; form: CardForm }> = ({ cardId, form }) => (
  <form class="card-form" method="post" action="/demo/send" novalidate data-card-form>
    <div class="fields-grid">
      {form.fields.map((filled) => (
        <FieldView id={`${cardId}-${filled.field.name}`} filled={filled} />
      ))}
    </div>
    <Buttons actions={form.submit} submit />
  </form>
)

type Drawn = { readonly id: string; readonly filled: FilledField }

const FieldView: FC<Drawn> = ({ id, filled }) => {
  const { field } = filled
  const several = field.kind === 'choices'
  const wide = several || field.kind === 'paragraph'
  return (
    <div
      class={wide ? 'field field-wide' : 'field'}
      {...(several ? { role: 'group', 'aria-labelledby': `${id}-l` } : {})}
    >
      {several ? (
        <span class="label" id={`${id}-l`}>
          <LabelText field={field} />
        </span>
      ) : (
        <label class="label" for={id}>
          <LabelText field={field} />
        </label>
      )}
      <Input id={id} filled={filled} />
      {field.hint ? (
        <p class="hint" id={`${id}-h`}>
          {field.hint}
        </p>
      ) : null}
    </div>
  )
}

const LabelText: FC<{ field: Field }> = ({ field }) => (
  <>
    {field.label}
    {field.required ? (
      <span class="required" title={texts.required}>
        *<span class="sr">{texts.required}</span>
      </span>
    ) : null}
  </>
)

const Input: FC<Drawn> = ({ id, filled: { field, value } }) => {
  const text = typeof value === 'string' ? value : value.join('、')
  const common = {
    id,
    name: field.name,
    ...(field.required ? { 'aria-required': 'true' as const } : {}),
    ...(field.hint ? { 'aria-describedby': `${id}-h` } : {}),
  }
  switch (field.kind) {
    case 'paragraph':
      return <Paragraph common={common} text={text} max={field.max} />
    case 'choice':
      return <Choice common={common} field={field} value={text} />
    case 'choices':
      return <Choices field={field} values={typeof value === 'string' ? [value] : value} />
    case 'day':
      return <DayInput common={common} text={text} />
    case 'month':
      return <input {...common} class="input" value={text} inputmode="numeric" placeholder={texts.monthExample} />
    case 'money':
      return <Money common={common} text={text} />
    case 'line':
      return <input {...common} class="input" value={text} autocomplete="off" />
  }
}

type Common = { id: string; name: string }

const Paragraph: FC<{ common: Common; text: string; max: number | undefined }> = ({ common, text, max }) => (
  <textarea {...common} class="input" rows={3} {...(max ? { 'data-max': String(max) } : {})}>
    {text}
  </textarea>
)

const Choice: FC<{ common: Common; field: Field; value: string }> = ({ common, field, value }) => (
  <select {...common} class="input select">
    <option value="">{texts.choose}</option>
    {(field.options ?? []).map((option) => (
      <option value={option.value} selected={option.value === value}>
        {option.label}
      </option>
    ))}
  </select>
)

const Choices: FC<{ field: Field; values: readonly string[] }> = ({ field, values }) => (
  <div class="choices" data-choices={field.name}>
    {(field.options ?? []).map((option) => (
      <label class="choice">
        <input type="checkbox" name={field.name} value={option.value} checked={values.includes(option.value)} />
        <span>{option.label}</span>
      </label>
    ))}
  </div>
)

/** A date picker drops what isn't a date, so words someone typed stay in a plain line. */
const DayInput: FC<{ common: Common; text: string }> = ({ common, text }) =>
  text === '' || /^\d{4}-\d{2}-\d{2}$/.test(text) ? (
    <input {...common} class="input" type="date" value={text} />
  ) : (
    <input {...common} class="input" value={text} placeholder={texts.dayExample} />
  )

const Money: FC<{ common: Common; text: string }> = ({ common, text }) => (
  <span class="with-suffix">
    <input {...common} class="input" value={text} inputmode="decimal" autocomplete="off" />
    <span class="suffix" aria-hidden="true">
      {texts.wan}
    </span>
  </span>
)
