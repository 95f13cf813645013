import type { FC } from 'hono/jsx'
import type { Tone } from '../platform.ts'

/** Many office machines have no font for these signs and would show boxes. */
const lights: ReadonlyMap<string, Tone> = new Map([
  ['🔴', 'bad'],
  ['🟡', 'warn'],
  ['🟢', 'good'],
])

/** Words as typed; a coloured sign in front of them is drawn. */
export const Words: FC<{ text: string }> = ({ text }) => {
  const [sign = ''] = text
  const tone = lights.get(sign)
  if (tone === undefined) return <>{text}</>
  return (
    <>
      <span class={`light tone-${tone}`} aria-hidden="true" />
      {text.slice(sign.length).trimStart()}
    </>
  )
}
