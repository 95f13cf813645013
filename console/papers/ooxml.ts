/** What .xlsx and .docx have in common: both are zips of XML parts that point at one another. */

export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const schemas = 'http://schemas.openxmlformats.org'
export const documentRelationships = `${schemas}/officeDocument/2006/relationships`

/** Parts by their path, each with the end of its type: `spreadsheetml.styles`. */
export function contentTypes(parts: Readonly<Record<string, string>>): string {
  const overrides = Object.entries(parts).map(
    ([path, type]) =>
      `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`,
  )
  return [
    `${declaration}<Types xmlns="${schemas}/package/2006/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    ...overrides,
    '</Types>',
  ].join('')
}

/** The targets get the ids rId1, rId2 … in their order. */
export function relationships(targets: readonly (readonly [type: string, target: string])[]): string {
  const each = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${documentRelationships}/${type}" Target="${target}"/>`,
  )
  return `${declaration}<Relationships xmlns="${schemas}/package/2006/relationships">${each.join('')}</Relationships>`
}

const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
/** Signs with a meaning of their own, and whatever might be illegal: most text has neither. */
const special = /[&<>\0-\x1f\ud800-\udfff\ufffe\uffff]/

/** Text between two tags; signs that XML can't hold (control characters, half surrogates) are left out. */
export function xmlText(text: string): string {
  if (!special.test(text)) return text
  return text.replace(illegal, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
