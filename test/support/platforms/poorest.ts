import { formPage } from '../form-page.ts'
import type { Content } from '../../../bot/platform.ts'
import type { World } from '../world.ts'
import { demoDoor } from './demo.ts'
import { labelOf, settled, type ChatDoor } from './door.ts'
import { fills } from './page.ts'
import { numbersIn, withNumbers } from './numbers.ts'

/**
 * A platform with nothing but text and links, over the demo's wire: whoever has it answers with numbers and fills in
 * forms on a page.
 */
export async function poorestDoor(w: World, draw?: (content: Content) => Content): Promise<ChatDoor> {
  const door = await demoDoor(w, { plain: true, ...(draw && { draw }) })
  const page = formPage(door.office)
  return {
    ...door,
    shows: (where) => door.shows(where).map(withNumbers),
    async fills(who, filled, button) {
      const form = door.shows(who).findLast((message) => message.page !== null)
      const wrong = await fills(page, form?.page, { filled, button })
      await settled(w, door.office)
      return wrong
    },
    async taps(who, button) {
      const { label, of } = labelOf(button)
      const offered = door.shows(who).flatMap(({ lines }) => {
        const rows = numbersIn(lines)
        const found = rows.choices.find((choice) => choice.label === label && (of === '' || choice.of === of))
        return found ? [found.number] : []
      })
      const last = offered.at(-1)
      if (last === undefined) throw new Error(`no number for ${label}:\n${door.reads(who).at(-1) ?? ''}`)
      await door.says(who, String(last))
      return null
    },
  }
}
