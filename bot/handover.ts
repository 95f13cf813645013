import { z } from 'zod'
import type { PersonId } from '../core/actor.ts'
import type { FormValues } from '../core/forms/form.ts'
import { openItems } from '../core/handovers/handover.ts'
import type { HandoverRefusal } from '../core/handovers/handover-rules.ts'
import { handoverRefusalText } from '../core/handovers/handover-texts.ts'
import { handoversTo } from '../db/handovers/find.ts'
import {
  cancelHandover,
  previewHandover,
  returnItem,
  signHandover,
  startHandover,
  type HandoverOutcome,
} from '../db/handovers/record.ts'
import { namesOf, peopleNamed } from '../db/people.ts'
import { handed } from './handover-texts.ts'
import type { Intent } from './intent.ts'
import type { Handled } from './platform.ts'
import { toast, type Talk } from './talk.ts'

const person = z.number().int()
const id = z.number().int()
const serial = z.string().max(40)

/** What the buttons of a handover carry: a wish, never trusted. */
export const handoverTaps = [
  z.object({ do: z.enum(['handover-ask', 'handover-start']), from: person, to: person }),
  z.object({ do: z.literal('handover-sign'), id, serial: serial.optional() }),
  z.object({ do: z.literal('handover-return'), id, serial }),
  z.object({ do: z.enum(['handover', 'handover-cancel']), id }),
] as const
export type HandoverTap = z.infer<(typeof handoverTaps)[number]>

/** `交接 王五`: what would pass is shown, and begins by a button. Alone with the bot only. */
export function onHandover(talk: Talk, { from, to }: Extract<Intent, { do: 'handover' }>): void {
  if (talk.inbound.chat.kind === 'group') return talk.tellGroup(handed.privately)
  if (to === '') return showOwn(talk)
  const leavers = from === null ? [talk.person.id] : idsNamed(talk, from)
  const successors = idsNamed(talk, to)
  if (leavers.length === 0) return refuse(talk, { code: 'unknown', name: from ?? '' })
  if (successors.length === 0) return refuse(talk, { code: 'unknown', name: to })
  const pairs = leavers.flatMap((one) => successors.map((other) => ({ from: one, to: other })))
  const tried = pairs.map((pair) => ({ pair, plan: previewHandover(talk.tx, pair, talk.actor) }))
  const possible = tried.filter(({ plan }) => plan.ok).map(({ pair }) => pair)
  const [only, ...others] = possible
  if (only)
    return talk.reply(
      others.length === 0 ? { type: 'handover-ask', ...only } : { type: 'handover-who', pairs: possible },
    )
  const [why] = tried.flatMap(({ plan }) => (plan.ok ? [] : [plan.refusal]))
  refuse(talk, why ?? { code: 'nothing' })
}

function idsNamed({ tx }: Talk, name: string): PersonId[] {
  return peopleNamed(tx, name).map((one) => one.id)
}

/** `交接` alone: what waits for one's signature, else how to say it. */
function showOwn(talk: Talk): void {
  const waiting = handoversTo(talk.tx, talk.person.id)
  if (waiting.length === 0) return talk.reply({ type: 'say', text: handed.usage })
  for (const one of waiting.slice(0, 3)) talk.reply({ type: 'handover', id: one.id })
}

function refuse(talk: Talk, refusal: HandoverRefusal): void {
  talk.reply({ type: 'say', text: textOf(talk, refusal) })
}

function textOf({ tx }: Talk, refusal: HandoverRefusal): string {
  return handoverRefusalText(refusal, (one) => namesOf(tx, [one]).get(one) ?? '')
}

/** One tap on a card of a handover. Each is safe to repeat: what has happened doesn't happen again. */
export function tapHandover(talk: Talk, wish: HandoverTap, form: FormValues): Handled {
  switch (wish.do) {
    case 'handover':
      talk.reply({ type: 'handover', id: wish.id })
      return {}
    case 'handover-ask':
      talk.replace({ type: 'handover-ask', from: wish.from, to: wish.to })
      return {}
    case 'handover-start':
      return start(talk, wish)
    case 'handover-sign':
      return sign(talk, wish)
    case 'handover-return':
      return giveBack(talk, wish, form['reason'])
    case 'handover-cancel':
      return settled(talk, cancelHandover(talk.tx, { id: wish.id, reason: null }, talk), () => handed.calledOff)
    default:
      return wish satisfies never
  }
}

function start(talk: Talk, { from, to }: { from: PersonId; to: PersonId }): Handled {
  const outcome = startHandover(talk.tx, { from, to, reason: null }, talk)
  const name = namesOf(talk.tx, [to]).get(to) ?? ''
  return settled(talk, outcome, ({ repeated, handover }) =>
    repeated ? handed.already(name) : handed.begun(name, openItems(handover).length),
  )
}

function sign(talk: Talk, { id, serial }: { id: number; serial?: string | undefined }): Handled {
  const outcome = signHandover(talk.tx, { id, serials: serial === undefined ? null : [serial] }, talk)
  return settled(talk, outcome, ({ handover: { items } }) => {
    const count = (wanted: string) => items.filter(({ state }) => state === wanted).length
    return handed.signed(count('signed'), count('open'))
  })
}

function giveBack(
  talk: Talk,
  { id, serial }: { id: number; serial: string },
  reason: FormValues[string] | undefined,
): Handled {
  if (typeof reason !== 'string') {
    talk.reply({ type: 'handover-return', id, serial })
    return {}
  }
  const outcome = returnItem(talk.tx, { id, serial, reason: reason.trim() }, talk)
  if (!outcome.ok && outcome.refusal.code === 'no-reason') {
    const lead = textOf(talk, outcome.refusal)
    talk.replace({ type: 'handover-return', id, serial, lead })
    return toast('warn', lead)
  }
  return settled(talk, outcome, () => handed.gaveBack(serial))
}

type Done = Extract<HandoverOutcome, { ok: true }>

/** The card as it stands now, with what was done or why it wasn't. */
function settled(talk: Talk, outcome: HandoverOutcome, said: (done: Done) => string): Handled {
  if (!outcome.ok) {
    const text = textOf(talk, outcome.refusal)
    talk.reply({ type: 'say', text })
    return toast('warn', text)
  }
  const lead = said(outcome)
  talk.replace({ type: 'handover', id: outcome.handover.id, lead })
  return toast(outcome.repeated ? 'plain' : 'good', lead)
}
