import type { FormValues } from '../../../core/forms/form.ts'
import type { formPage } from '../form-page.ts'

type Page = ReturnType<typeof formPage>
type Filling = { readonly filled: FormValues; readonly button: string }

/** Fills in the page at an address and presses a button; what is wrong with it, null where nothing is. */
export async function fills(
  page: Page,
  address: string | null | undefined,
  { filled, button }: Filling,
): Promise<string | null> {
  if (!address) throw new Error('nothing to fill in')
  const sending = button === '存草稿' ? { do: 'save' } : {}
  const { status, text } = await page.fills(pathOf(address), filled, sending)
  if (status === 200) return null
  if (status === 422) return text
  throw new Error(`the page answered ${status}: ${text}`)
}

export function pathOf(address: string): string {
  return new URL(address).pathname.replace('/f', '')
}
