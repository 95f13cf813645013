import type { Issue } from '../issue.ts'

const HIDDEN = '某企业'

/** What follows a company's name, the longest first. */
const forms =
  '有限责任公司|股份有限公司|集团有限公司|有限公司|集团公司|集团|公司|合作社|经营部|商行|工厂|厂(?![房区商长址])'
/** Words a sentence goes on with before a company is named: the name begins after them. */
const before =
  /(?:拖欠|未兑现|未支付|兑现|支付|返还|退还|归还|承诺|欠|诉|对|与|向|给|和|及|由|为|因|关于|[、，,。；;：:“”"《》（）()\s])/u

/**
 * An issue's title as a group may read it (domain: section 4): the enterprise it names, and whatever looks like the
 * name of another, becomes 某企业.
 */
export function groupTitle({ title, enterprise }: Pick<Issue, 'title' | 'enterprise'>): string {
  const named = namesOf(enterprise, title).reduce((text, name) => text.split(name).join(HIDDEN), title)
  const parts = named.split(new RegExp(`(${HIDDEN}|${before.source})`, 'u'))
  return parts
    .map(hideCompanies)
    .join('')
    .replace(new RegExp(`(?:${HIDDEN})+(?:${forms})?`, 'gu'), HIDDEN)
}

/** 河南中原建设有限公司 may be called 中原建设, or 河南 what it begins with: the longest piece of it that stands there. */
function namesOf(enterprise: string | null, title: string): string[] {
  const whole = enterprise?.trim() ?? ''
  const bare = Array.from(whole.replace(new RegExp(`(?:${forms})$`, 'u'), ''))
  const pieces = bare.flatMap((_, from) =>
    bare.slice(from).flatMap((_, length) => {
      const enough = from === 0 ? 2 : Math.min(PIECE, bare.length)
      return length + 1 >= enough ? [bare.slice(from, from + length + 1).join('')] : []
    }),
  )
  const longest = pieces.filter((piece) => title.includes(piece)).sort((a, b) => b.length - a.length)[0]
  return [whole, ...(longest === undefined ? [] : [longest])].filter((name) => name !== '')
}

/** Shorter pieces from the middle of a name are words anybody uses. */
const PIECE = 3

/** Each company in a part of the title that names no other by now. */
function hideCompanies(part: string): string {
  return part.replace(new RegExp(`[\\p{Script=Han}A-Za-z0-9·]{2,30}?(?:${forms})`, 'gu'), HIDDEN)
}
