import { z } from 'zod'
import type { FormValues } from '../../core/forms/form.ts'
import type { Handled, Inbound } from '../platform.ts'
import { cut, isShallow, wellFormed } from '../wire.ts'
import { isOverQuota, staffId } from './parse.ts'
import type { Read } from './parse.ts'

const Json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    context.addIssue({ code: 'custom', message: 'no JSON' })
    return z.NEVER
  }
})
const Params = z.record(z.string(), z.unknown())
const Content = z.object({
  cardPrivateData: z.object({ params: Params.nullish() }).nullish(),
  params: Params.nullish(),
})
const Inside = Json.pipe(Content).or(Content)

/** DingTalk's documents have what was tapped under either of two names, and its parameters in either of two places. */
const Callback = z.object({
  outTrackId: z.string().min(1).max(100),
  userId: staffId,
  content: Inside.nullish(),
  value: Inside.nullish(),
})

/** Reads a tap on one of our cards. `id` names this request, `at` its instant: the payload has neither. */
export function readTap(payload: unknown, { id, at }: { id: string; at: number }): Read {
  if (isOverQuota(payload)) return { kind: 'over-quota' }
  const parsed = Callback.safeParse(payload)
  const inside = parsed.data?.content ?? parsed.data?.value
  if (!parsed.success || !inside) return { kind: 'malformed' }
  const { outTrackId: cardId, userId } = parsed.data
  const params = inside.cardPrivateData?.params ?? inside.params ?? {}
  const form = Params.or(Json.pipe(Params)).safeParse(params['form']).data
  const inbound: Inbound = {
    platform: 'dingtalk',
    id: `tap:${id}`,
    at,
    sender: { id: userId },
    // Taken as p2p wherever the card stands: its answer goes to that person alone.
    chat: { kind: 'p2p', id: '' },
    act: { type: 'tap', cardId, value: valueIn(params), form: form ? formOf(form) : {} },
  }
  return { kind: 'inbound', inbound: [inbound] }
}

/** What our button carried: JSON in one parameter, since a card's values are texts. */
function valueIn(params: Readonly<Record<string, unknown>>): unknown {
  const value = Json.safeParse(params['v']).data
  return isShallow(value, 4) ? value : undefined
}

const Chosen = z.object({ value: z.string().or(z.array(z.string())) })

/** The values of a form (表单): words as they are, what was chosen as `{ index, value }`. */
function formOf(values: Readonly<Record<string, unknown>>): FormValues {
  const known: [string, string | readonly string[]][] = []
  for (const [name, given] of Object.entries(values).slice(0, 100)) {
    const value = Chosen.safeParse(given).data?.value ?? given
    if (typeof value === 'string') known.push([name, wellFormed(value)])
    else if (typeof value === 'number') known.push([name, String(value)])
    else if (Array.isArray(value)) known.push([name, value.filter((one) => typeof one === 'string').map(wellFormed)])
  }
  return Object.fromEntries(known)
}

const byKey = { updateCardDataByKey: true, updatePrivateDataByKey: true }
const longestStatus = 300

/**
 * What a tap is answered with. DingTalk shows no toast of ours: the words stand on the card until it is replaced, which
 * must not happen before this answer is through.
 */
export function answerToTap({ toast }: Handled): object {
  const status = toast ? { status: cut(toast.text, longestStatus, '…') } : {}
  return { cardUpdateOptions: byKey, cardData: { cardParamMap: status }, userPrivateData: { cardParamMap: {} } }
}
