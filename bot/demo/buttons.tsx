import type { FC } from 'hono/jsx'
import type { Action } from '../platform.ts'
import { OpenIcon } from './icons.tsx'

/** Buttons of a card, an item or a form. With `submit` they take the form's fields along. */
export const Buttons: FC<{ actions: readonly Action[]; submit?: boolean; small?: boolean }> = (row) =>
  row.actions.length === 0 ? null : (
    <div class={row.small ? 'buttons buttons-small' : 'buttons'}>
      {row.actions.map((action) => (
        <Button action={action} submit={row.submit ?? false} />
      ))}
    </div>
  )

const Button: FC<{ action: Action; submit: boolean }> = ({ action, submit }) => {
  const look = `button button-${action.style}`
  if ('value' in action)
    return (
      <button class={look} type={submit ? 'submit' : 'button'} data-tap={JSON.stringify(action.value)}>
        {action.label}
      </button>
    )
  if (!isPage(action.url)) return null
  return (
    <a class={look} href={action.url} target="_blank" rel="noopener noreferrer">
      {action.label}
      <OpenIcon />
    </a>
  )
}

function isPage(url: string): boolean {
  return /^https?:\/\//i.test(url) || /^\/(?!\/)/.test(url)
}
