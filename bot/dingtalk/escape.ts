const noWidth = '\u200b'

/** Signs that make markdown or a tag wherever they stand, and their wide twins that mean nothing to it. */
const twins: Readonly<Record<string, string>> = {
  '*': '＊',
  _: '＿',
  '~': '～',
  '`': '｀',
  '[': '［',
  ']': '］',
  '<': '＜',
  '>': '＞',
  '\\': '＼',
}

/**
 * Text of people where DingTalk reads markdown: it looks as typed and makes no link, heading, list, tag or mention.
 * Clients don't agree on escaping by backslash, so signs are replaced instead.
 */
export function inert(text: string): string {
  const bare = unlinked(text).replace(/[*_~`[\]<>\\]/g, (sign) => twins[sign] ?? sign)
  return bare
    .replace(/&(?=#?\w+;)/g, '＆')
    .split('\n')
    .map((line) => line.trim().replace(/^[#=+-]+/, wide))
    .join('\n')
}

/** The same signs, as wide as a Chinese character. */
function wide(signs: string): string {
  return Array.from(signs, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('')
}

/**
 * Text of people in a message without markdown, where clients still make links of addresses and mentions of names.
 * Addresses of `own`, the office's pages, stay what they are.
 */
export function unlinked(text: string, own?: string): string {
  if (own === undefined) return broken(text)
  const pages = new RegExp(`(${own.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:/[\\w./?=&%-]*)?(?![\\w.@:%/-]))`)
  return text
    .split(pages)
    .map((part, at) => (at % 2 === 1 ? part : broken(part)))
    .join('')
}

function broken(text: string): string {
  return text
    .replace(/(?<=\w)(?=:\/\/)/g, noWidth)
    .replace(/(?<=[a-z0-9-])(?=\.[a-z])/gi, noWidth)
    .replace(/@/g, `@${noWidth}`)
}
