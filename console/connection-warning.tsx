import type { FC } from 'hono/jsx'
import { showTime } from '../core/calendar/day.ts'
import type { Alarmed } from '../db/connections.ts'
import { Banner } from './parts.tsx'
import { connectionTexts, doorText } from './texts.ts'
import type { Door } from '../core/actor.ts'

/** The chat platforms from which nothing comes in, while the office is open. */
export const ConnectionWarning: FC<{ alarmed: readonly Alarmed[] }> = ({ alarmed }) => (
  <>
    {alarmed.map(({ platform, alarm, since, heardAt, why }) => (
      <Banner tone="bad">
        <p>
          {connectionTexts[alarm](
            doorText[platform as Door],
            showTime(alarm === 'silent' ? (heardAt ?? since) : since),
          )}
          {why === null ? connectionTexts.itself : connectionTexts.refused(why)}
        </p>
      </Banner>
    ))}
  </>
)
