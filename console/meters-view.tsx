import type { FC } from 'hono/jsx'
import { pushAlarmOf, thriftOf } from '../core/quota.ts'
import type { Counted, PlatformMeter } from '../db/meters.ts'
import { cardTemplateTexts } from './card-template-texts.ts'
import type { DeliveriesPage } from './deliveries.tsx'
import { platformName, meterTexts as said, thriftText } from './delivery-texts.ts'
import { Banner, Card, Csrf } from './parts.tsx'
import { paths } from './paths.ts'
import { doorText, grouped } from './texts.ts'

/** What the month's use of each platform is, beside what it allows. */
export const Meters: FC<{ page: DeliveriesPage }> = ({ page }) => (
  <Card title={said.title} look="meters">
    {page.meters.length === 0 ? <p class="quiet">{said.none}</p> : null}
    {page.meters.map((meter) => (
      <>
        <Calls meter={meter} page={page} />
        <Pushes meter={meter} page={page} />
      </>
    ))}
    <p class="quiet">{said.counted.calls}</p>
    {page.meters.some(({ pushes }) => pushes !== null) ? <p class="quiet">{said.counted.pushes}</p> : null}
    {page.templates.map((platform) => (
      <p>
        <a class="link" href={paths.cardTemplate(platform)}>
          {cardTemplateTexts.title(doorText[platform])}
        </a>
      </p>
    ))}
  </Card>
)

type Props = { readonly meter: PlatformMeter; readonly page: DeliveriesPage }

const Calls: FC<Props> = ({ meter, page }) => {
  const { platform, calls, quota, exhausted } = meter
  const thrift = thriftOf(meter)
  return (
    <div class="meter">
      <Gauge platform={platform} of="calls" count={calls} quota={quota} />
      {exhausted ? <p class="fault">{said.exhausted}</p> : null}
      {thrift === 'none' ? null : (
        <Banner tone="warn">
          <p>{thriftText[thrift]}</p>
        </Banner>
      )}
      <QuotaForm of="calls" quota={quota} platform={platform} page={page} />
    </div>
  )
}

const Pushes: FC<Props> = ({ meter: { platform, pushes }, page }) =>
  pushes === null ? null : (
    <div class="meter">
      <Gauge platform={platform} of="pushes" count={pushes.count} quota={pushes.quota} />
      {pushAlarmOf(pushes) === 'ended' ? <p class="fault">{said.ended}</p> : null}
      <QuotaForm of="pushes" quota={pushes.quota} platform={platform} page={page} />
    </div>
  )

type GaugeProps = {
  readonly platform: string
  readonly of: Counted
  readonly count: number
  readonly quota: number | null
}

const Gauge: FC<GaugeProps> = ({ platform, of, count, quota }) => (
  <>
    <p>
      <strong>{platformName(platform)}</strong> {said.used[of](grouped(count))}
      {'，'}
      {quota === null ? said.unlimited : said.ofQuota(grouped(quota), percent(Math.max(0, quota - count), quota))}
    </p>
    {quota === null ? null : (
      <meter class="meter-bar" min={0} max={quota} high={quota * 0.9} optimum={0} value={Math.min(count, quota)} />
    )}
  </>
)

type QuotaFormProps = Omit<GaugeProps, 'count'> & { readonly page: DeliveriesPage }

const QuotaForm: FC<QuotaFormProps> = ({ platform, of, quota, page }) => {
  if (!page.mayAct) return null
  const refused = page.refused?.platform === platform && page.refused.of === of ? page.refused : null
  const value = refused ? refused.typed : quota === null ? '' : String(quota)
  return (
    <form class="meter-form" method="post" action={paths.deliveriesQuota}>
      <Csrf viewer={page.viewer} />
      <input type="hidden" name="platform" value={platform} />
      <input type="hidden" name="of" value={of} />
      <label>
        <span class="label">{said.field[of]}</span>
        <input class="input" name="quota" inputmode="numeric" maxlength={12} autocomplete="off" value={value} />
      </label>
      <button class="button button-default" type="submit">
        {said.save}
      </button>
      <p class={refused ? 'fault' : 'quiet'}>{refused ? said.fault : said.hint[of]}</p>
    </form>
  )
}

function percent(part: number, whole: number): string {
  return `${Math.floor((part / whole) * 100)}%`
}
