import type { Fetched, Sent } from '../platform.ts'
import { bannedCode } from './http.ts'
import type { Failure, Refused } from './http.ts'
import { texts } from './texts.ts'

/** `gone`: nothing reaches that receiver any more. `banned`: nobody is reached from here for some minutes. */
type Outcome = Exclude<Sent['outcome'], 'delivered' | 'unknown'> | 'gone' | 'banned'
type Meaning = { readonly codes: RegExp; readonly outcome: Outcome; readonly why: string }

const { codes } = texts

/** About one receiver of several: the others may still be reached. */
const ofOnePerson = /^(staffId\.notExisted|60121)$/

const tokenRefused = /^(InvalidAuthentication|40014|42001)$/

/** The first that matches counts. Words are those of the API, numbers those of the old one. */
const meanings: readonly Meaning[] = [
  { codes: tokenRefused, outcome: 'misconfigured', why: codes.token },
  { codes: /^(invalidClientIdOrSecret|authFailed|40096|40089)$/, outcome: 'misconfigured', why: codes.credentials },
  { codes: /AccessTokenPermissionDenied$|^60011$/, outcome: 'misconfigured', why: codes.scope },
  { codes: /IpNotInWhiteList$/, outcome: 'misconfigured', why: codes.ip },
  { codes: /QpsLimit|^(90002|90018|410100|660026|130101)$/, outcome: 'throttled', why: codes.tooOften },
  { codes: new RegExp(`^${bannedCode}$`), outcome: 'banned', why: codes.banned },
  { codes: /ApiCountLimitForOrg$|^90020$/, outcome: 'exhausted', why: codes.quota },
  { codes: ofOnePerson, outcome: 'gone', why: codes.notThere },
  { codes: /^group\.disbanded$/, outcome: 'gone', why: codes.disbanded },
  { codes: /^invalid\.openConversationId$/, outcome: 'gone', why: codes.noGroup },
  {
    codes: /^(bot\.stopped|robot\.oto\.notExist|chatbotId\.notAllow\.sendOTO|robotCode\..*|resource\.not\.found)$/,
    outcome: 'misconfigured',
    why: codes.robot,
  },
  { codes: /^contain\.notAllowed\.|^4301\d\d$/, outcome: 'rejected', why: codes.sensitive },
  { codes: /^param\.cardNotExist$/, outcome: 'unreachable', why: codes.cardGone },
  { codes: /^param\.cardTemplate/, outcome: 'misconfigured', why: codes.template },
]

/** Token refused: fetched anew once, and the call repeated, before it counts. */
export function isTokenRefused(outcome: { kind: string }): boolean {
  return outcome.kind === 'refused' && 'code' in outcome && tokenRefused.test(String(outcome.code))
}

/** Whether a refusal is about one of the people asked for, and says nothing of the others. */
export function isOfOnePerson(failure: Failure): boolean {
  return failure.kind === 'refused' && ofOnePerson.test(failure.code)
}

const soon = 2_000
const banMs = 5 * 60_000

/** What a failed call means for the message it carried. A code nobody knows counts as a refusal of its content. */
export function sentOf(failure: Failure): Exclude<Sent, { outcome: 'delivered' }> {
  if (failure.kind === 'lost') return { outcome: 'unknown', why: failure.why }
  const { outcome, why } = meaningOf(failure)
  if (outcome === 'throttled') return { outcome, retryAfterMs: soon, everyone: true }
  if (outcome === 'banned') return { outcome: 'throttled', retryAfterMs: banMs, everyone: true }
  return outcome === 'gone' ? { outcome: 'unreachable', why, lasting: true } : { outcome, why }
}

/** What a failed download means: worth another try, or never. */
export function fetchedOf(failure: Failure): Exclude<Fetched, { outcome: 'fetched' }> {
  if (failure.kind === 'lost') return { outcome: 'again', why: failure.why }
  const { outcome, why } = meaningOf(failure)
  if (outcome === 'throttled') return { outcome: 'again', why, retryAfterMs: soon }
  if (outcome === 'banned') return { outcome: 'again', why, retryAfterMs: banMs }
  return outcome === 'misconfigured' || outcome === 'exhausted' ? { outcome: 'again', why } : { outcome: 'gone', why }
}

/** The failure in words, for `doctor` and the log. */
export function whyOf(failure: Failure): string {
  return failure.kind === 'lost' ? failure.why : meaningOf(failure).why
}

function meaningOf({ code, status, detail }: Refused): { outcome: Outcome; why: string } {
  if (code === '') return { outcome: 'misconfigured', why: texts.why.notDingtalk(status) }
  const known = meanings.find((meaning) => meaning.codes.test(code))
  const shown = /^[\w.]{1,80}$/.test(code) ? code : '?'
  if (!known) return { outcome: 'rejected', why: texts.why.other(shown, detail) }
  return { outcome: known.outcome, why: `${known.why}（${[shown, detail].filter(Boolean).join('，')}）` }
}
