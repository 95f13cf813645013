import { documentSettingsXml, documentStylesXml, pageNumberXml, type StyleId } from './document-parts.ts'
import { contentTypes, relationships, xmlText } from './ooxml.ts'
import type { Part } from './zip.ts'

/** Every part of a .docx around its body: page numbers, styles, settings. */
export function* documentFile(body: Iterable<string>): Generator<Part> {
  const types = {
    'word/document.xml': 'wordprocessingml.document.main',
    'word/styles.xml': 'wordprocessingml.styles',
    'word/settings.xml': 'wordprocessingml.settings',
    'word/odd.xml': 'wordprocessingml.footer',
    'word/even.xml': 'wordprocessingml.footer',
  }
  const targets = [
    ['footer', 'odd.xml'],
    ['footer', 'even.xml'],
    ['styles', 'styles.xml'],
    ['settings', 'settings.xml'],
  ] as const
  yield { name: '[Content_Types].xml', text: [contentTypes(types)] }
  yield { name: '_rels/.rels', text: [relationships([['officeDocument', 'word/document.xml']])] }
  yield { name: 'word/_rels/document.xml.rels', text: [relationships(targets)] }
  yield { name: 'word/styles.xml', text: [documentStylesXml()] }
  yield { name: 'word/settings.xml', text: [documentSettingsXml] }
  yield { name: 'word/odd.xml', text: [pageNumberXml('right')] }
  yield { name: 'word/even.xml', text: [pageNumberXml('left')] }
  yield { name: 'word/document.xml', text: body }
}

/** A cell `width` twips wide. */
export function cell(width: number, content: string): string {
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>${content}</w:tc>`
}

export function paragraph(style: StyleId, text: string): string {
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${text === '' ? '' : run(text)}</w:p>`
}

export function run(text: string): string {
  const lines = text.split('\n').map((line) => `<w:t xml:space="preserve">${xmlText(line)}</w:t>`)
  return `<w:r>${lines.join('<w:br/>')}</w:r>`
}

/** What a table begins with: `width` twips in all, thin lines around every cell, the head on each page. */
export function tableStart(
  width: number,
  columns: readonly { readonly label: string; readonly width: number }[],
): string {
  const sides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  const head = columns.map((one) => cell(one.width, paragraph('Head', one.label)))
  return [
    `<w:tbl><w:tblPr><w:tblW w:w="${width}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>`,
    ...sides.map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`),
    '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>',
    '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>',
    `<w:tblGrid>${columns.map((one) => `<w:gridCol w:w="${one.width}"/>`).join('')}</w:tblGrid>`,
    `<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="567"/><w:tblHeader/></w:trPr>${head.join('')}</w:tr>`,
  ].join('')
}
