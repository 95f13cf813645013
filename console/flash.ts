import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Serial } from '../core/issue.ts'
import type { Ctx } from './session.ts'
import { doneText } from './texts.ts'

export type Done = keyof typeof doneText

const FLASH = 'xiaohao-done'

/** What the next page says in a green line. A word of ours and a serial travel in the cookie, never a text. */
export function leaveFlash(c: Ctx, done: Done, serial: Serial | null): void {
  setCookie(c, FLASH, serial ? `${done}.${serial}` : done, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 60 })
}

/** The sentence left by the page before, once. */
export function takeFlash(c: Ctx): string | null {
  const left = getCookie(c, FLASH)
  if (left === undefined) return null
  deleteCookie(c, FLASH, { path: '/' })
  const [, done = '', serial] = /^([a-z-]+)(?:\.([A-Z0-9]+-\d+))?$/.exec(left) ?? []
  if (!isDone(done)) return null
  return serial ? `${serial} ${doneText[done]}` : doneText[done]
}

function isDone(word: string): word is Done {
  return Object.hasOwn(doneText, word)
}
