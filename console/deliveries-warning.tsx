import type { FC } from 'hono/jsx'
import { dayOf, showDay, showTime } from '../core/calendar/day.ts'
import { pushAlarmOf, type Thrift } from '../core/quota.ts'
import type { PlatformMeter } from '../db/meters.ts'
import { deliveryTexts, platformName, pushTexts, thriftText } from './delivery-texts.ts'
import { Banner } from './parts.tsx'
import { paths } from './paths.ts'
import { grouped } from './texts.ts'

/** Why not everything leaves this month, where it doesn't. */
export const ThriftWarning: FC<{ thrift: Thrift }> = ({ thrift }) =>
  thrift === 'none' ? null : (
    <Banner tone="warn">
      <p>
        {thriftText[thrift]} <a href={paths.deliveries}>{deliveryTexts.look}</a>
      </p>
    </Banner>
  )

/** Platforms by which nothing more comes in this month, or soon won't, and how people reach the office meanwhile. */
export const PushWarning: FC<{ meters: readonly PlatformMeter[] }> = ({ meters }) => (
  <>
    {meters.map(({ platform, pushes }) => {
      const alarm = pushAlarmOf(pushes)
      if (pushes === null || alarm === null) return null
      const { count, quota, endedAt } = pushes
      const name = platformName(platform)
      return (
        <Banner tone={alarm === 'ended' ? 'bad' : 'warn'}>
          <p>
            {endedAt === null
              ? pushTexts.scarce(name, grouped(Math.max(0, (quota ?? 0) - count)))
              : pushTexts.ended(name, thisMonth(endedAt))}{' '}
            <a href={paths.deliveries}>{deliveryTexts.look}</a>
          </p>
        </Banner>
      )
    })}
  </>
)

/** '5月31日 14:02' */
function thisMonth(instant: number): string {
  return `${showDay(dayOf(instant), dayOf(instant))} ${showTime(instant)}`
}
