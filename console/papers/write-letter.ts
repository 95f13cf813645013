import type { Day } from '../../core/calendar/day.ts'
import { documentFile, paragraph } from './document-body.ts'
import { namespaces } from './document-parts.ts'
import { declaration } from './ooxml.ts'
import { inWords, letterTexts as said } from './texts.ts'
import { UPRIGHT } from './write-report.ts'
import { zipStream } from './zip.ts'

/** What a 督办函 says: facts of the ledger, and what is asked of the unit by when. */
export type DraftLetter = {
  readonly office: string
  readonly unit: string
  readonly document: { readonly title: string; readonly number: string }
  readonly serial: string
  readonly title: string
  /** 完成时限 and the like. */
  readonly due: string
  readonly date: Day
  readonly workdays: number
  readonly first: string | null
  readonly responsible: string | null
  readonly progress: { readonly on: Day; readonly text: string } | null
  readonly replyBy: Day
  readonly replyWithin: number
  readonly today: Day
}

/** The draft as .docx; number, date and seal are left for whoever issues it. */
export function letterStream(letter: DraftLetter): ReadableStream<Uint8Array<ArrayBuffer>> {
  return zipStream(documentFile(documentXml(letter)))
}

function* documentXml(letter: DraftLetter): Generator<string> {
  yield `${declaration}<w:document ${namespaces}><w:body>${paragraph('Title', said.title)}`
  yield paragraph('Number', said.number)
  yield paragraph('Addressee', said.addressee(letter.unit))
  yield paragraph('Body', said.facts({ ...letter, date: inWords(letter.date), today: inWords(letter.today) }))
  yield paragraph('Body', said.people(letter))
  const { progress } = letter
  yield paragraph('Body', progress ? said.progress(inWords(progress.on), progress.text) : said.noProgress)
  yield paragraph('Body', said.asked(inWords(letter.replyBy)))
  yield paragraph('Body', '')
  yield paragraph('Signed', letter.office)
  yield paragraph('Signed', said.dated)
  yield paragraph('Notes', said.note(letter.replyWithin))
  yield `${UPRIGHT}</w:body></w:document>`
}
