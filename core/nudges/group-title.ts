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
  const parts = withoutName(title, enterprise?.trim() ?? '').split(new RegExp(`(${HIDDEN}|${before.source})`, 'u'))
  return parts
    .map(hideCompanies)
    .join('')
    .replace(new RegExp(`(?:${HIDDEN})+(?:${forms})?`, 'gu'), HIDDEN)
}

/**
 * 河南中原建设有限公司 may be called 中原建设 as well: every piece of it goes, the longest first. By the two signs it begins
 * with it is told only where it stands by no more of them (华为, but also 河南).
 */
function withoutName(title: string, whole: string): string {
  const bare = Array.from(whole.replace(new RegExp(`(?:${forms})$`, 'u'), ''))
  const pieces = bare.flatMap((_, from) =>
    bare.slice(from + PIECE - 1).map((_, more) => bare.slice(from, from + PIECE + more).join('')),
  )
  const without = (names: readonly string[]) =>
    names.reduce((parts, name) => parts.flatMap((part) => part.split(name)), [title]).join(HIDDEN)
  const hidden = without([...(whole === '' ? [] : [whole]), ...pieces.sort((a, b) => b.length - a.length)])
  return hidden !== title || bare.length < 2 ? hidden : without([bare.slice(0, 2).join('')])
}

/** Shorter pieces from the middle of a name are words anybody uses. */
const PIECE = 3

/** Each company in a part of the title that names no other by now. */
function hideCompanies(part: string): string {
  return part.replace(new RegExp(`[\\p{Script=Han}A-Za-z0-9·]{2,30}?(?:${forms})`, 'gu'), HIDDEN)
}
