import type { Fetched, Sent } from '../platform.ts'
import type { Failure, Refused } from './http.ts'
import { texts } from './texts.ts'

/** `gone`: nothing reaches that receiver any more; `left`: as they have left the directory. `wait`: the receiver had too many, not Lark. */
type Outcome = Exclude<Sent['outcome'], 'delivered'> | 'gone' | 'left' | 'wait'
type Meaning = { readonly outcome: Outcome; readonly why: string }

const { codes } = texts

/** Token refused: fetched anew once, and the call repeated, before it counts. */
export const tokenCodes: readonly number[] = [99991661, 99991663, 99991664, 99991671]

const meanings = new Map<number, Meaning>([
  ...each('throttled', codes.tooOften, [99991400]),
  ...each('wait', codes.tooOften, [230020, 11232]),
  ...each('misconfigured', codes.credentials, [10003, 10014]),
  ...each('misconfigured', codes.token, tokenCodes),
  ...each('misconfigured', codes.scope, [99991672]),
  ...each('exhausted', codes.quota, [99991403]),
  ...each('misconfigured', codes.botOff, [230006]),
  ...each('gone', codes.notInChat, [230002]),
  ...each('gone', codes.outOfRange, [230013]),
  ...each('left', codes.resigned, [230029]),
  ...each('gone', codes.blocked, [230053]),
  ...each('unreachable', codes.chatForbids, [230018]),
  ...each('unreachable', codes.messageGone, [230011, 230019, 230031, 230110]),
  ...each('rejected', codes.parameter, [230001]),
  ...each('rejected', codes.notOwner, [230017]),
  ...each('rejected', codes.sensitive, [230022, 230028]),
  ...each('rejected', codes.tooLong, [230025]),
  ...each('rejected', codes.card, [230099, 200621, 300305]),
  ...each('unknown', codes.sending, [230049]),
])

/** What a failed call means for the message it carried. A code nobody knows counts as a refusal of its content. */
export function sentOf(failure: Failure): Exclude<Sent, { outcome: 'delivered' }> {
  if (failure.kind === 'lost') return { outcome: 'unknown', why: failure.why }
  const { outcome, why } = meaningOf(failure)
  const retryAfterMs = failure.retryAfterMs ?? 5000
  if (outcome === 'throttled') return { outcome, retryAfterMs, everyone: true }
  if (outcome === 'wait') return { outcome: 'throttled', retryAfterMs }
  if (outcome === 'left') return { outcome: 'unreachable', why, lasting: true, left: true }
  return outcome === 'gone' ? { outcome: 'unreachable', why, lasting: true } : { outcome, why }
}

/** What a failed download means: worth another try, or never. */
export function fetchedOf(failure: Failure): Exclude<Fetched, { outcome: 'fetched' }> {
  if (failure.kind === 'lost') return { outcome: 'again', why: failure.why }
  if (failure.code === 234037) return { outcome: 'too-large' }
  const { outcome, why } = meaningOf(failure)
  if (outcome === 'throttled' || outcome === 'wait')
    return { outcome: 'again', why, retryAfterMs: failure.retryAfterMs ?? 5000 }
  return outcome === 'misconfigured' || outcome === 'exhausted' ? { outcome: 'again', why } : { outcome: 'gone', why }
}

/** The failure in words, for `doctor` and the log. */
export function whyOf(failure: Failure): string {
  return failure.kind === 'lost' ? failure.why : meaningOf(failure).why
}

function meaningOf(refused: Refused): Meaning {
  const { code, status, detail } = refused
  if (code === 0) return { outcome: 'misconfigured', why: texts.why.notLark(status) }
  const known = meanings.get(code)
  if (!known) return { outcome: 'rejected', why: texts.why.other(code, detail) }
  return { outcome: known.outcome, why: `${known.why}（${[code, detail].filter(Boolean).join('，')}）` }
}

function each(outcome: Outcome, why: string, numbers: readonly number[]): [number, Meaning][] {
  return numbers.map((code) => [code, { outcome, why }])
}
