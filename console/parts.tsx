import type { Child, FC } from 'hono/jsx'
import type { Day } from '../core/calendar/day.ts'
import type { Issue, Status } from '../core/issue.ts'
import { showWan, type Fen } from '../core/money.ts'
import { lengthOf } from '../core/text.ts'
import { statusText } from '../core/texts.ts'
import { AlertIcon, Mark, TickIcon } from './icons.tsx'
import type { Viewer } from './session.ts'
import { dueOf, issueTexts, texts } from './texts.ts'

const whole = /(\d{4}-\d\d-\d\d(?: \d\d:\d\d)?|[A-Z][A-Z0-9]{1,11}-\d{4,6}|[\d,.]{1,20} 万元)/

/** A sentence whose dates, serials and amounts never break in the middle: a browser would, at their hyphens. */
export const Words: FC<{ text: string }> = ({ text }) => (
  <>{text.split(whole).map((piece, index) => (index % 2 === 1 ? <span class="whole">{piece}</span> : piece))}</>
)

/** Text as a person typed it: line ends kept, long words broken, its writing direction kept to itself. */
export const Typed: FC<{ text: string }> = ({ text }) => (
  <bdi class="typed">
    <Words text={text} />
  </bdi>
)

const longText = 600

/** The same for what may be very long: the beginning, and all of it on demand. */
export const LongTyped: FC<{ text: string }> = ({ text }) =>
  text.length <= longText * 1.5 ? (
    <Typed text={text} />
  ) : (
    <details class="long">
      <summary>
        <Typed text={beginning(text, longText)} />
        <span class="long-more">{issueTexts.unfold(lengthOf(text))}</span>
      </summary>
      <Typed text={text} />
    </details>
  )

/** The first characters of a text, in one line. */
export function beginning(text: string, length: number): string {
  if (text.length <= length) return text
  return `${text.slice(0, length).toWellFormed()}…`
}

/** A state as a coloured word. */
export const StateWord: FC<{ status: Status }> = ({ status }) => (
  <span class={`state state-${aside.includes(status) ? 'aside' : status.replace('_', '-')}`}>{statusText[status]}</span>
)

const aside: readonly Status[] = ['dismissed', 'merged', 'withdrawn']

/** 逾期 3 天, beside a date. */
export const DueWord: FC<{ issue: Issue; today: Day }> = ({ issue, today }) => {
  const due = dueOf(issue, today)
  return due ? <span class={`due due-${due.tone}`}>{due.text}</span> : null
}

/** A number for a column headed （万元）, its decimals apart so that the points stand below one another. */
export const Amount: FC<{ fen: Fen | null; places: number }> = ({ fen, places }) => {
  const [whole, decimals] = wanDigits(fen)
  return (
    <span class={fen === null ? 'none' : 'amount'}>
      {whole}
      <span class={`frac frac-${places}`}>{decimals === '' ? '' : `.${decimals}`}</span>
    </span>
  )
}

/** How many decimals an amount in 万元 has: none to six. */
export function decimalsOf(fen: Fen | null): number {
  return wanDigits(fen)[1].length
}

function wanDigits(fen: Fen | null): [string, string] {
  if (fen === null) return [texts.none, '']
  const [whole = '', decimals = ''] = showWan(fen)
    .replace(/ 万元$/, '')
    .split('.')
  return [whole, decimals]
}

export type BannerTone = 'good' | 'warn' | 'bad' | 'plain'

export const Banner: FC<{ tone: BannerTone; children?: Child }> = ({ tone, children }) => (
  <div class={`banner tone-${tone}`} role={tone === 'bad' || tone === 'warn' ? 'alert' : 'status'}>
    {tone === 'good' ? <TickIcon /> : <AlertIcon />}
    <div class="banner-body">{children}</div>
  </div>
)

/** A white box with a heading. */
export const Card: FC<{ title: string; id?: string; look?: string; children?: Child }> = ({
  title,
  id,
  look,
  children,
}) => (
  <section class={look ? `card ${look}` : 'card'} {...(id ? { id } : {})}>
    <div class="card-head">
      <h2 class="card-title">{title}</h2>
    </div>
    <div class="card-body">{children}</div>
  </section>
)

export const Empty: FC<{ title: string; text: string; children?: Child }> = ({ title, text, children }) => (
  <div class="empty">
    <Mark />
    <p class="empty-title">{title}</p>
    <p class="empty-text">{text}</p>
    {children}
  </div>
)

/** Every form that changes something carries this. */
export const Csrf: FC<{ viewer: Viewer }> = ({ viewer }) => <input type="hidden" name="csrf" value={viewer.csrf} />

/** One fact of a list of facts; nothing where there is nothing to say. */
export const Fact: FC<{ label: string; children?: Child }> = ({ label, children }) =>
  children === null || children === undefined || children === '' ? null : (
    <div class="fact">
      <dt>{label}</dt>
      <dd>{typeof children === 'string' ? <Words text={children} /> : children}</dd>
    </div>
  )
