/** What chat says of an issue once it was ended: words of after-acts. */
export const afterTold = {
  reopened: (who: string, reason: string, deadline: string) =>
    `${who}重新挂账，转回整改：${reason}。新的完成时限${deadline}，整改到位后请再申请销号。`,
  undone: (who: string, what: string, reason: string) => `${who}撤销了“${what}”，恢复到办理以前的情况。理由：${reason}`,
} as const

/** Beside the deadline of an issue that was put back onto the ledger. */
export const reopenedTexts = { label: '重新挂账', times: (times: number) => `已重新挂账 ${times} 次` } as const
