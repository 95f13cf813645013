import type { World } from '../world.ts'
import { textOf } from '../chat.ts'
import { demoDoor, settled, type ChatDoor } from '../doors/chat-door.ts'
import { formPage, linkIn } from '../form-page.ts'

/**
 * A platform with nothing but text and links, over the demo's wire: whoever has it answers with numbers and fills in
 * forms on a page.
 */
export async function poorestDoor(w: World): Promise<ChatDoor> {
  const door = await demoDoor(w, { plain: true })
  const page = formPage(door.office)
  return {
    ...door,
    async taps(who, label, filled = {}) {
      if (label === '提交') {
        const form = door.contents(who).findLast((content) => textOf(content).includes('[填写]'))
        await page.fills(linkIn(form), filled)
        return settled(w, door.office)
      }
      const choice = new RegExp(`(?:^|[ ，])(\\d+) ${label}(?=$|，)`, 'mu')
      const number = door.reads(who).flatMap((text) => choice.exec(text)?.[1] ?? [])
      const last = number.at(-1)
      if (last === undefined) throw new Error(`no number for ${label}:\n${door.reads(who).at(-1) ?? ''}`)
      await door.says(who, last)
    },
  }
}
