type Numbered = { readonly number: number; readonly label: string }

/** Where cards have no form, or buttons don't come back. */
export const ladderTexts = {
  fillIn: '填写',
  wanted: (labels: readonly string[]) => `要填：${labels.join('、')}`,
  pageLives: '点“填写”在网页上办，30 分钟内有效，只供您本人使用。过后请重新发一次。',
  /** 回复 1 签收，2 退办; longer ones, and those with a comma of their own, a line each. */
  answer: (choices: readonly Numbered[], alone: boolean) => {
    const each = choices.map(({ number, label }) => `${number} ${label}`)
    const lead = alone ? '回复' : '请@我并回复'
    const short = choices.every(({ label }) => label.length <= 8 && !label.includes('，'))
    return short ? `${lead} ${each.join('，')}` : `${lead}数字：\n${each.join('\n')}`
  },
  say: (words: readonly string[]) => `可以直接回复：${words.join('、')}`,
  oldChoice: '这个选项已过期，没有执行。最新的情况在下面：',
  noSuchNumber: (most: number) =>
    most === 1 ? '这条消息里只有 1 可以选，请回复 1。' : `这条消息里没有这个数字，请回复 1 到 ${most}。`,
} as const
