import type { FC } from 'hono/jsx'
import type { Field } from '../../core/forms/form.ts'
import type { FilledField } from '../platform.ts'
import { pageTexts as texts } from './texts.ts'

/** A field of the page: what stands in it, what is wrong with it, and whether it is the first that is wrong. */
export type PageField = FilledField & { readonly fault: string | null; readonly first: boolean }

export const FieldView: FC<PageField> = ({ field, value, fault, first }) => {
  const id = `f-${field.name}`
  const several = field.kind === 'choices'
  return (
    <div
      class={fault === null ? 'field' : 'field field-wrong'}
      {...(several ? { role: 'group', 'aria-labelledby': `${id}-l` } : {})}
    >
      {several ? (
        <span class="label" id={`${id}-l`}>
          <Label field={field} />
        </span>
      ) : (
        <label class="label" for={id}>
          <Label field={field} />
        </label>
      )}
      <Input field={field} value={value} wrong={fault !== null} first={first} />
      {fault === null ? null : (
        <p class="fault" id={`${id}-e`}>
          {fault}
        </p>
      )}
      {field.hint ? (
        <p class="hint" id={`${id}-h`}>
          {field.hint}
        </p>
      ) : null}
    </div>
  )
}

const Label: FC<{ field: Field }> = ({ field }) => (
  <>
    {field.label}
    {field.required ? (
      <span class="required">
        <span aria-hidden="true">*</span>
        <span class="sr">{texts.required}</span>
      </span>
    ) : null}
  </>
)

type InputProps = {
  readonly field: Field
  readonly value: FilledField['value']
  readonly wrong: boolean
  readonly first: boolean
}

const Input: FC<InputProps> = ({ field, value, wrong, first }) => {
  const text = typeof value === 'string' ? value : value.join('、')
  const common = { id: `f-${field.name}`, name: field.name, class: 'input', ...told(field, wrong), autofocus: first }
  switch (field.kind) {
    case 'paragraph':
      return (
        <textarea {...common} rows={4}>
          {text}
        </textarea>
      )
    case 'choice':
      return <Choice common={common} field={field} value={text} />
    case 'choices':
      return <Choices field={field} values={typeof value === 'string' ? [value] : value} first={first} />
    case 'day':
      return <input {...common} value={text} placeholder={texts.dayExample} autocomplete="off" enterkeyhint="next" />
    case 'month':
      return <input {...common} value={text} autocomplete="off" enterkeyhint="next" />
    case 'money':
      return (
        <span class="with-unit">
          <input {...common} value={text} inputmode="decimal" autocomplete="off" enterkeyhint="next" />
          <span class="unit" aria-hidden="true">
            {texts.wan}
          </span>
        </span>
      )
    case 'line':
      return <input {...common} value={text} autocomplete="off" enterkeyhint="next" />
    default:
      return field.kind satisfies never
  }
}

/** What a screen reader says of the field beside its label. */
function told({ name, required, hint }: Field, wrong: boolean) {
  const below = [...(wrong ? [`f-${name}-e`] : []), ...(hint ? [`f-${name}-h`] : [])].join(' ')
  return {
    ...(required ? { 'aria-required': 'true' as const } : {}),
    ...(wrong ? { 'aria-invalid': 'true' as const } : {}),
    ...(below === '' ? {} : { 'aria-describedby': below }),
  }
}

type Common = { readonly id: string; readonly name: string; readonly class: string; readonly autofocus: boolean }

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

const Choices: FC<{ field: Field; values: readonly string[]; first: boolean }> = ({ field, values, first }) => (
  <div class="choices">
    {(field.options ?? []).map((option, index) => (
      <label class="choice">
        <input
          type="checkbox"
          name={field.name}
          value={option.value}
          checked={values.includes(option.value)}
          autofocus={first && index === 0}
        />
        <span>{option.label}</span>
      </label>
    ))}
  </div>
)
