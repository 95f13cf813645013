import type { FC } from 'hono/jsx'
import { showTime } from '../core/calendar/day.ts'
import type { Alarmed } from '../db/connections.ts'
import type { QuietLine } from '../db/quiet-lines.ts'
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

/** The chat platforms by which nobody has spoken today, where people always do: perhaps there is just nothing to say. */
export const QuietWarning: FC<{ quiet: readonly QuietLine[] }> = ({ quiet }) => (
  <>
    {quiet.map(({ platform, from }) => (
      <Banner tone="warn">
        <p>{connectionTexts.quiet(doorText[platform as Door], showTime(from))}</p>
      </Banner>
    ))}
  </>
)
