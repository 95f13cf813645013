import { ladderTexts } from '../../../bot/ladder-texts.ts'
import type { Capabilities } from '../../../bot/platform.ts'
import type { ActRow, Step } from './act.ts'
import type { Left, StepLeft } from './play.ts'
import { plain, type Choice, type FieldShown, type FormShown, type Shown } from './reading.ts'

/** A message as it is compared: all its words in order, what may be done next in whatever way, what a form asks. */
export type Read = { readonly words: string; readonly choices: readonly string[]; readonly form: FormShown | null }

export type StepRead = { readonly told: Readonly<Record<string, readonly Read[]>>; readonly flash: string | null }

/** What a platform can do says how it may differ; its name never does. */
type Can = Pick<Capabilities, 'forms' | 'taps'>

/** What each step of an act must come to on a platform, by what it came to where messages are read as they are meant. */
export function expectedOf(reference: Left, { who, steps }: ActRow, can: Can): StepRead[] {
  return reference.steps.map((left, at): StepRead => {
    const step = steps[at]
    const lacked = lacks(step)
    if (lacked !== undefined) return { told: {}, flash: lacked }
    const read = readStep(left, left)
    if (step && 'fills' in step) return can.forms ? read : { ...read, flash: null }
    return can.taps ? read : { told: saidInstead(read, step?.by ?? who), flash: null }
  })
}

/** Where nothing flashes up, what would have is said, unless the same act is answered anyway. */
function saidInstead({ told, flash }: StepRead, who: string): StepRead['told'] {
  if (told[who] || flash === null) return told
  return { ...told, [who]: [{ words: plain(flash), choices: [], form: null }] }
}

/** What each step came to, as it is compared. */
export function readOf(left: Left, reference: Left, { who, steps }: ActRow): StepRead[] {
  return left.steps.map((came, at): StepRead => {
    const [step, like] = [steps[at], reference.steps[at] ?? came]
    const lacked = lacks(step)
    if (lacked !== undefined) return { told: {}, flash: named(came, lacked) }
    const read = readStep(came, like)
    return { ...read, told: withoutFlash(read.told, { who: step?.by ?? who, flash: like.flash }) }
  })
}

/** What was said in place of a flash, where the answer that came after it says it all. */
function withoutFlash(told: StepRead['told'], { who, flash }: { who: string; flash: string | null }): StepRead['told'] {
  const [first, ...others] = told[who] ?? []
  if (flash === null || first?.words !== plain(flash) || others.length === 0) return told
  return { ...told, [who]: others }
}

/** What is wrong with a form stands on its page or is said: in sentences of their own, which name the same. */
function named({ told, flash }: StepLeft, lacked: string): string {
  const said = [flash ?? '', ...Object.values(told).flatMap((all) => all.flatMap(({ lines }) => lines))]
  return said.some((line) => line.includes(lacked)) ? lacked : `nothing of ${lacked}`
}

function lacks(step: Step | undefined): string | undefined {
  return step && 'fills' in step ? step.lacks : undefined
}

function readStep({ told, flash }: StepLeft, like: StepLeft): StepRead {
  const all = Object.entries(told).map(([who, messages]) => {
    return [who, messages.map((message, at) => readMessage(message, like.told[who]?.[at] ?? message))] as const
  })
  return { told: Object.fromEntries(all), flash }
}

function readMessage(message: Shown, like: Shown): Read {
  return {
    words: words(message),
    choices: message.choices
      .filter(({ label }) => label !== ladderTexts.fillIn)
      .map(({ label }) => known(label, like.choices))
      .sort(),
    form: message.form && formRead(message.form, like.form),
  }
}

/** Where buttons stand apart from their row they name it. */
function known(label: string, choices: readonly Choice[]): string {
  return choices.find((one) => one.label === label || `${one.of} ${one.label}` === label)?.label ?? label
}

/** A group's name is said where a platform says it with every message. */
const groupNamed = [plain('群“整改群”'), plain('一个群')] as const

/** Without what the ladder adds where a form stands on a page: what must be filled in, and how long there is. */
function words({ lines, form, page }: Shown): string {
  const said = plain(lines.join('\n')).replace(...groupNamed)
  if (page === null) return said
  const needed = (form?.fields ?? []).filter(({ required }) => required).map(({ label }) => label)
  const added = [...(needed.length > 0 ? [ladderTexts.wanted(needed)] : []), ladderTexts.pageLives].map(plain)
  return added.reduce((left, one) => (left.includes(one) ? left.replace(one, '') : `${left} ✗${one}`), said)
}

/** What is said at a field may stand in it or beside it: it has to be there. */
function formRead({ fields, buttons }: FormShown, like: FormShown | null): FormShown {
  const same = ({ said }: FieldShown, wanted: string) => (plain(said).includes(plain(wanted)) ? wanted : said)
  return { fields: fields.map((field, at) => ({ ...field, said: same(field, like?.fields[at]?.said ?? '') })), buttons }
}
