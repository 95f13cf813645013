import type { CallBack } from '../issue/call-back.ts'
import type { EventOf as Of } from '../event.ts'
import type { Happened, Issue } from '../issue.ts'

/** What calls to the enterprise, and the director's word about a denial, change about an issue. */
export function called(
  { serial, callBacks }: Issue,
  event: Of<'called-back' | 'denial-overruled'>,
  { by, at }: Happened,
): Pick<Issue, 'callBacks'> {
  if (by === null) throw new Error(`the enterprise of ${serial} was called by nobody`)
  if (event.type === 'called-back') {
    const { on, outcome, contact, answer } = event
    return { callBacks: [...callBacks, { on, outcome, contact, answer, by, at, earlier: false, overruled: null }] }
  }
  const { evidence, reason } = event
  const denied = ({ outcome, overruled }: CallBack) => outcome === 'denied' && overruled === null
  return {
    callBacks: callBacks.map((call) => (denied(call) ? { ...call, overruled: { by, at, evidence, reason } } : call)),
  }
}
