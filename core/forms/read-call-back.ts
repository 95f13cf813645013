import type { Called, Outcome } from '../issue/call-back.ts'
import type { Day } from '../calendar/day.ts'
import type { FieldReader } from './read-field.ts'

export function calledIn(read: FieldReader): Called {
  const outcome = read.text('outcome') as Outcome
  const answer = read.optional('answer')
  if (answer === null && needsWords(outcome)) read.fault('answer', inItsWords)
  return { on: read.mustDay('on'), outcome, contact: read.optional('contact'), answer }
}

/** A call entered with a verification; nothing where neither its outcome nor an answer was filled in. */
export function calledWith(read: FieldReader, on: Day): { readonly called?: Called } {
  const outcome = read.text('outcome')
  const answer = read.optional('callback')
  if (outcome === '') {
    if (answer !== null) read.fault('outcome', '请选企业是认可、否认还是未联系上')
    return {}
  }
  if (answer === null && needsWords(outcome)) read.fault('callback', inItsWords)
  return { called: { on, outcome: outcome as Outcome, contact: read.optional('contact'), answer } }
}

const inItsWords = '企业怎么说的，请照原话写'

function needsWords(outcome: string): boolean {
  return outcome === 'confirmed' || outcome === 'denied'
}
