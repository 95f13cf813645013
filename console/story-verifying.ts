import type { VerifyingEvent } from '../core/apply/work.ts'
import type { EventOf as Of } from '../core/event.ts'
import type { Verification } from '../core/issue.ts'
import { outcomeText } from '../core/texts.ts'
import { fact, numbers } from './story-facts.ts'
import type { StoryNames, Told } from './story.ts'

/** What became of an application for 销号, as the history of its issue tells it. */
export function verifyingTold(event: VerifyingEvent, names: StoryNames): Told {
  switch (event.type) {
    case 'submitted':
      return { text: event.text, facts: waivedFacts(event) }
    case 'submission-withdrawn':
    case 'review-returned':
      return { text: event.reason }
    case 'reviewed':
      return {}
    case 'verified':
      return { text: event.verification.finding, facts: lookFacts(event.verification) }
    case 'called-back':
      return { text: event.answer, facts: calledFacts(event) }
    case 'denial-overruled':
      return { text: event.reason, facts: [fact('凭证', names.file(event.evidence))] }
    case 'closed':
      return { text: event.verification.finding, facts: closedFacts(event) }
    case 'sent-back':
      return { text: event.reason, facts: sentBackFacts(event) }
    case 'verifier-named':
      return { text: event.reason, facts: [fact('委托', names.person(event.person))] }
    default:
      return event satisfies never
  }
}

function waivedFacts({ waived, waiver }: Of<'submitted'>) {
  return [fact('不再实施的措施', numbers(waived)), fact('不再实施的理由', waiver)]
}

function closedFacts({ inTime, verification }: Of<'closed'>) {
  return [fact('结果', inTime ? '按期完成' : '逾期完成'), ...lookFacts(verification)]
}

function sentBackFacts({ deadline, verification }: Of<'sent-back'>) {
  return [fact('新的完成时限', deadline), ...lookFacts(verification), fact('核查情况', verification.finding)]
}

function calledFacts({ on, outcome, contact }: Of<'called-back'>) {
  return [fact('回访日期', on), fact('回访结论', outcomeText[outcome]), fact('企业联系人', contact)]
}

function lookFacts({ method, on, place, inspectors, callback, photographs = [] }: Verification) {
  return [
    fact('核查方式', method),
    fact('核查日期', on),
    fact('核查地点', place),
    fact('核查人员', inspectors.join('、')),
    fact('回访结果', callback),
    fact('照片和文件', photographs.length === 0 ? null : `${photographs.length} 份`),
  ]
}
