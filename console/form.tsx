import type { FC } from 'hono/jsx'
import type { Faults } from '../core/faults.ts'
import type { Field, FormValues } from '../core/forms/form.ts'
import { DayIcon } from './icons.tsx'
import { Words } from './parts.tsx'
import { formTexts, texts } from './texts.ts'

/** A field with what stands in it and what is wrong with it. */
export type Filled = {
  readonly field: Field
  readonly value: string | readonly string[]
  readonly fault: string | null
}

export function filled(fields: readonly Field[], values: FormValues, faults: Faults): Filled[] {
  return fields.map((field) => ({ field, value: values[field.name] ?? '', fault: faults.get(field.name) ?? null }))
}

/** The fields of a form in their order, two a row where there is room. */
export const Fields: FC<{ fields: readonly Filled[] }> = ({ fields }) => (
  <div class="fields">
    {paired(fields).map((field) => (
      <FieldView filled={field} />
    ))}
  </div>
)

/** A short field that would stand alone in its row takes the next short one up beside it. */
function paired(fields: readonly Filled[]): Filled[] {
  const rest = [...fields]
  const ordered: Filled[] = []
  for (let next = rest.shift(); next; next = rest.shift()) {
    ordered.push(next)
    if (!isHalf(next)) continue
    const partner = rest.findIndex(isHalf)
    if (partner >= 0) ordered.push(...rest.splice(partner, 1))
  }
  return ordered
}

function isHalf({ field }: Filled): boolean {
  return widthOf(field) === 'field-half'
}

/** Above the fields: what has to be mended, each a way to its field. */
export const FaultList: FC<{ fields: readonly Filled[] }> = ({ fields }) => {
  const wrong = fields.filter(({ fault }) => fault !== null)
  if (wrong.length === 0) return null
  return (
    <div class="banner tone-bad" role="alert">
      <div class="banner-body">
        <p class="banner-title">{formTexts.faults(wrong.length)}</p>
        <p class="fault-list">
          {wrong.map(({ field }) => (
            <a href={`#${idOf(field)}`}>{field.label}</a>
          ))}
        </p>
      </div>
    </div>
  )
}

function idOf({ name }: Field): string {
  return `f-${name}`
}

const FieldView: FC<{ filled: Filled }> = ({ filled: { field, value, fault } }) => {
  const id = idOf(field)
  const several = field.kind === 'choices'
  return (
    <div
      class={`field ${widthOf(field)} ${fault === null ? '' : 'field-wrong'}`}
      {...(several ? { role: 'group', id, 'aria-labelledby': `${id}-l` } : {})}
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
      <Input field={field} value={value} wrong={fault !== null} />
      {field.names && field.names.length > 0 ? <Names of={id} names={field.names} /> : null}
      {fault === null && !field.hint ? null : (
        <p class="below">
          {fault === null ? null : (
            <span class="fault" id={`${id}-e`}>
              <Words text={fault} />
            </span>
          )}
          {field.hint ? (
            <span class="hint" id={`${id}-h`}>
              <Words text={field.hint} />
            </span>
          ) : null}
        </p>
      )}
    </div>
  )
}

/** Names to press into a line of names; there where scripts run. */
const Names: FC<{ of: string; names: readonly string[] }> = ({ of, names }) => (
  <p class="names" role="group" aria-label={formTexts.addNames} hidden data-names={of}>
    {names.map((name) => (
      <button class="name" type="button">
        {name}
      </button>
    ))}
  </p>
)

/** Titles and long texts take the whole row; a measure and its date share one. */
function widthOf({ kind, name }: Field): string {
  if (/^measure\d$/.test(name)) return 'field-most'
  if (/^due\d$/.test(name)) return 'field-rest'
  return kind === 'paragraph' || kind === 'choices' || name === 'title' ? 'field-whole' : 'field-half'
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

type InputProps = { field: Field; value: string | readonly string[]; wrong: boolean }

const Input: FC<InputProps> = ({ field, value, wrong }) => {
  const text = typeof value === 'string' ? value : value.join('、')
  const common = {
    id: idOf(field),
    name: field.name,
    class: 'input',
    ...(field.required ? { 'aria-required': 'true' as const } : {}),
    ...(wrong ? { 'aria-invalid': 'true' as const } : {}),
    ...describedBy(field, wrong),
  }
  switch (field.kind) {
    case 'paragraph':
      return (
        <textarea {...common} rows={3}>
          {text}
        </textarea>
      )
    case 'choice':
      return <Choice common={common} field={field} value={text} />
    case 'choices':
      return <Choices field={field} values={typeof value === 'string' ? [value] : value} />
    case 'day':
      return <DayInput common={common} text={text} />
    case 'month':
      return <input {...common} value={text} inputmode="numeric" placeholder={texts.monthExample} autocomplete="off" />
    case 'money':
      return <input {...common} class="input input-number" value={text} inputmode="decimal" autocomplete="off" />
    case 'line':
      return <input {...common} value={text} autocomplete="off" />
    default:
      return field.kind satisfies never
  }
}

function describedBy(field: Field, wrong: boolean): { 'aria-describedby'?: string } {
  const ids = [...(wrong ? [`${idOf(field)}-e`] : []), ...(field.hint ? [`${idOf(field)}-h`] : [])]
  return ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {}
}

type Common = { id: string; name: string; class: string }

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
  <div class="choices">
    {(field.options ?? []).map((option) => (
      <label class="choice">
        <input type="checkbox" name={field.name} value={option.value} checked={values.includes(option.value)} />
        <span>{option.label}</span>
      </label>
    ))}
  </div>
)

/** A day is typed as people write it; the calendar beside it is there where scripts run. */
const DayInput: FC<{ common: Common; text: string }> = ({ common, text }) => (
  <span class="with-day">
    <input {...common} value={text} placeholder={texts.dayExample} autocomplete="off" data-day />
    <button class="day-button" type="button" aria-label={texts.pickDay} title={texts.pickDay} hidden data-pick>
      <DayIcon />
    </button>
  </span>
)
