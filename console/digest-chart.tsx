import type { FC } from 'hono/jsx'
import { digestTexts } from '../core/digest/digest-texts.ts'
import { weeksAfter } from '../core/calendar/week.ts'
import type { DigestView } from '../db/digest-view.ts'
import { Card } from './parts.tsx'

/** In units of the drawing: a step's width, the height of the tallest bar, room for words above and below. */
const [step, height, above, below] = [48, 140, 18, 36]

/** In hand and struck off by week, as bars; the numbers stand on them, so nothing is told by colour alone; every second week is named. */
export const DigestChart: FC<{ view: DigestView }> = ({ view: { sums, week } }) => {
  const { open, closed } = sums
  const greatest = Math.max(1, ...open, ...closed)
  const width = open.length * step
  return (
    <Card title={digestTexts.chartTitle}>
      <svg class="digest-chart" viewBox={`0 0 ${width} ${above + height + below}`} role="img">
        <title>{digestTexts.chartTitle}</title>
        {open.map((count, index) => {
          const label = weeksAfter(week, index + 1 - open.length)
            .slice(5)
            .replace('-', '.')
          return (
            <>
              <Bar at={index * step + 4} value={count} greatest={greatest} look="bar-open" />
              <Bar at={index * step + 25} value={closed[index] ?? 0} greatest={greatest} look="bar-closed" />
              {(open.length - index) % 2 === 0 ? null : (
                <text x={index * step + step / 2} y={above + height + 20} text-anchor="middle">
                  {label}
                </text>
              )}
            </>
          )
        })}
      </svg>
      <p class="digest-legend">
        <span class="legend-open">{digestTexts.chartOpen}</span>
        <span class="legend-closed">{digestTexts.chartClosed}</span>
      </p>
    </Card>
  )
}

type BarProps = { readonly at: number; readonly value: number; readonly greatest: number; readonly look: string }

const Bar: FC<BarProps> = ({ at, value, greatest, look }) => {
  const tall = Math.round((value / greatest) * height)
  const top = above + height - tall
  return (
    <>
      <rect class={look} x={at} y={top} width={18} height={tall} />
      {value === 0 ? null : (
        <text x={at + 9} y={top - 4} text-anchor="middle">
          {value}
        </text>
      )}
    </>
  )
}
