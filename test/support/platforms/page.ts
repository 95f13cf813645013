import type { FormValues } from '../../../core/forms/form.ts'
import type { formPage } from '../form-page.ts'

type Page = ReturnType<typeof formPage>

/** Fills in and sends the page at an address; what is wrong with it, null where nothing is. */
export async function fills(
  page: Page,
  address: string | null | undefined,
  filled: FormValues,
): Promise<string | null> {
  if (!address) throw new Error('nothing to fill in')
  const { status, text } = await page.fills(pathOf(address), filled)
  if (status === 200) return null
  if (status === 422) return text
  throw new Error(`the page answered ${status}: ${text}`)
}

export function pathOf(address: string): string {
  return new URL(address).pathname.replace('/f', '')
}
