/** What chat says of an issue once it was ended: words of after-acts. */
export const afterTold = {
  reopened: (who: string, reason: string, deadline: string) =>
    `${who}重新挂账，转回整改：${reason}。新的完成时限${deadline}，整改到位后请再申请销号。`,
  undone: (who: string, what: string, reason: string) => `${who}撤销了“${what}”，恢复到办理以前的情况。理由：${reason}`,
  flagged: (who: string, flag: string, reason: string) =>
    `${who}标记为疑似${flag}：${reason}。请核实：查实的请在网页上认定，不实的撤销标记。认定以前责任单位不知道。`,
  flagConfirmed: (who: string, flag: string, reason: string) =>
    `${who}认定这件事有${flag}：${reason}。有不同意见的，可以点“提出异议”，说明理由，提一次。`,
  flagWithdrawn: (who: string, flag: string, reason: string) => `${who}撤销了${flag}的认定：${reason}。`,
  suspicionWithdrawn: (who: string, flag: string, reason: string) => `${who}撤销了疑似${flag}的标记：${reason}。`,
  appealed: (who: string, about: string, reason: string) => `${who}对${about}提出异议：${reason}。请在网页上答复。`,
  upheld: (who: string, about: string, reason: string) => `${who}答复：对${about}的异议成立。${reason}`,
  rejected: (who: string, about: string, reason: string) => `${who}答复：对${about}的异议不成立。理由：${reason}`,
} as const

/** On a card: what is held against the unit, and what it says to that. */
export const flagLabel = '标记'
export const appealTexts = {
  label: '异议',
  waits: (about: string) => `对${about}的异议，待办公室答复`,
  reason: (about: string, reason: string) => `对${about}的异议：${reason}`,
  pending: '异议待答复',
  given: (serial: string, reason: string) =>
    `${serial} 对交办的异议成立，已由办公室收回，贵单位不再办理。理由：${reason}`,
  answer: '责任单位提出了异议，请在网页上用“答复异议”办理。',
} as const

/** Beside the deadline of an issue that was put back onto the ledger. */
export const reopenedTexts = { label: '重新挂账', times: (times: number) => `已重新挂账 ${times} 次` } as const
