import type { PersonId } from '../actor.ts'
import type { Handover, HandoverEvent } from './handover.ts'

type Around = {
  readonly actor: PersonId | null
  /** 第一责任人 of the unit it is about, and the office's people. */
  readonly heads: readonly PersonId[]
  readonly officers: readonly PersonId[]
  /** The successor has no chat account yet. */
  readonly unbound: boolean
}

/** Who hears of what has just happened to a handover, beside whoever did it; the successor of a new one gets its card. */
export function handoverHearers(event: HandoverEvent, handover: Handover, around: Around): PersonId[] {
  const { from, to, status } = handover
  const over = status !== 'running'
  const hearers = {
    'handover-started': () => [
      to,
      from,
      ...(handover.cause === 'asked' ? [] : around.heads),
      ...(around.unbound ? around.officers : []),
    ],
    'handover-widened': () => [to],
    'items-signed': () => (over ? [from, ...around.heads] : []),
    'items-returned': () => [from, ...around.heads],
    'items-dropped': () => (over ? [from, to, ...around.heads] : []),
    'handover-cancelled': () => [from, to],
  }[event.type]
  return [...new Set(hearers())].filter((person) => person !== around.actor)
}
