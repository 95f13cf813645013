import type { FC } from 'hono/jsx'
import type { CoveredUnit } from '../core/hand-ins/coverage.ts'
import { handInTexts } from './hand-in-texts.ts'
import type { HandInsPage } from './hand-ins.tsx'
import { Card, Csrf } from './parts.tsx'
import { paths } from './paths.ts'
import type { Viewer } from './session.ts'
import { texts } from './texts.ts'

type Props = { readonly page: HandInsPage; readonly viewer: Viewer }

/** Units that nobody acts for, an omission too, and the office's way to put a unit in or take one out. */
export const HandInParts: FC<Props> = ({ page, viewer }) => {
  const { withoutContact, takenOut } = page.coverage
  const asked = page.running.campaign.deliverables.some(({ owes }) => owes === 'unit')
  if (!asked || (withoutContact.length === 0 && takenOut.length === 0 && !page.units)) return null
  const title = withoutContact.length > 0 ? handInTexts.withoutContact(withoutContact.length) : handInTexts.partsTitle
  return (
    <Card title={title} id="parts" look="parts">
      {withoutContact.length > 0 ? <Names units={withoutContact} /> : null}
      {withoutContact.length > 0 ? <p class="quiet">{handInTexts.withoutContactNext}</p> : null}
      {takenOut.length > 0 ? (
        <div class="parts-out">
          <p class="quiet">{handInTexts.takenOut(takenOut.length)}</p>
          <Names units={takenOut} />
        </div>
      ) : null}
      {page.units ? <PartForm page={page} viewer={viewer} /> : null}
    </Card>
  )
}

const Names: FC<{ units: readonly CoveredUnit[] }> = ({ units }) => (
  <p class="missing-units">
    {units.map(({ name }) => (
      <span class="missing-unit missing-unknown">{name}</span>
    ))}
  </p>
)

const PartForm: FC<Props> = ({ page, viewer }) => (
  <details class="parts-form" open={page.partFault !== null}>
    <summary>{handInTexts.parts}</summary>
    <form method="post" action={paths.handInParts}>
      <Csrf viewer={viewer} />
      <input type="hidden" name="campaign" value={page.running.code} />
      {page.partFault ? <p class="fault">{page.partFault}</p> : null}
      <div class="parts-fields">
        <label>
          <span class="label">{handInTexts.unit}</span>
          <select class="input select" name="unit">
            <option value="">{texts.choose}</option>
            {page.units?.map(({ id, name }) => (
              <option value={String(id)}>{name}</option>
            ))}
          </select>
        </label>
        <label>
          <span class="label">{handInTexts.part}</span>
          <select class="input select" name="part">
            <option value="out">{handInTexts.takeOut}</option>
            <option value="in">{handInTexts.putIn}</option>
          </select>
        </label>
        <label class="parts-reason">
          <span class="label">{handInTexts.reason}</span>
          <input class="input" name="reason" maxlength={500} autocomplete="off" />
        </label>
        <button class="button button-default" type="submit">
          {handInTexts.save}
        </button>
      </div>
    </form>
  </details>
)
