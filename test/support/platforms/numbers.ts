import { firstWord, type Choice, type Shown } from './reading.ts'

type Numbered = Choice & { readonly number: number }

/** 回复 1 签收，2 退办: what a message without buttons offers, and its other lines. Throws where numbers are missing or twice. */
export function numbersIn(lines: readonly string[]): { readonly choices: Numbered[]; readonly rest: string[] } {
  const choices: Numbered[] = []
  const rest: string[] = []
  let inList = false
  for (const line of lines.flatMap((text) => text.split('\n')).map((text) => text.trim())) {
    const short = /^(?:请@我并)?回复 (\d+ .+)$/u.exec(line)?.[1]?.split('，')
    const listed: readonly string[] = short ?? (inList && /^\d+ \S/u.test(line) ? [line] : [])
    for (const one of listed) {
      const [, number = '', label = ''] = /^(\d+) (.+)$/u.exec(one) ?? []
      choices.push({
        number: Number(number),
        label,
        of: firstWord(rest.findLast((above) => /^\S*\w+-\d{4}/u.test(above)) ?? ''),
      })
    }
    inList = /^(?:请@我并)?回复数字：$/u.test(line) || (inList && listed.length > 0)
    if (!inList && listed.length === 0) rest.push(line)
  }
  const wrong = choices.find(({ number }, at) => number !== at + 1)
  if (wrong) throw new Error(`number ${wrong.number} is out of turn in:\n${lines.join('\n')}`)
  return { choices, rest }
}

export function withNumbers(message: Shown): Shown {
  const { choices, rest } = numbersIn(message.lines)
  return { ...message, lines: rest, choices: [...choices.map(({ label, of }) => ({ label, of })), ...message.choices] }
}
