/** One field of a form as every door draws it: Lark card, demo chat, console page. */
export type Field = {
  readonly name: string
  readonly label: string
  readonly kind: FieldKind
  readonly required: boolean
  readonly hint?: string
  /** Longest value in characters; a longer one is refused with the label named. */
  readonly max?: number
  readonly options?: readonly Option[]
  /** Names that are likely in a line of names, where a door can offer them to be pressed rather than typed. */
  readonly names?: readonly string[]
}

/** `money` is in 万元 and `month` like 2021-03: both are typed into one line. `choices` takes several. */
export type FieldKind = 'line' | 'paragraph' | 'choice' | 'choices' | 'day' | 'month' | 'money'

export type Option = { readonly value: string; readonly label: string }

/** What a person typed so far, by field name; `choices` hold several. */
export type FormValues = { readonly [name: string]: string | readonly string[] }
