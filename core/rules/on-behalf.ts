import { isOffice, type Actor, type PersonId } from '../actor.ts'
import type { ReportCommand } from '../command.ts'
import type { ReportFacts } from '../facts.ts'
import { invalid, type Refusal } from '../refusal.ts'

/** The label of the field, which refusals name. */
export const onBehalfLabel = '代谁报送'

/**
 * 代录 of a report taken by phone (domain: section 2): whoever of the unit the office writes it down for; null where
 * for nobody. Refused: anybody but the office; what isn't the unit's self-check, since a lead stays unknown to its unit
 * until 交办 (section 4); a name nobody who acts for the unit has, or several have; oneself.
 */
export function reportedFor(
  { onBehalfOf, source }: ReportCommand,
  actor: Actor,
  { campaign, actingNamed }: ReportFacts,
): { readonly person: PersonId | null } | Refusal {
  const name = onBehalfOf?.trim() ?? ''
  if (name === '') return { person: null }
  if (actor.kind !== 'person' || !isOffice(actor)) return { code: 'not-yours', whose: 'office' }
  if (!campaign.sources.some(({ id, selfCheck }) => selfCheck && id === source)) return invalid(onBehalfLabel, forLead)
  const [found, ...others] = actingNamed(name)
  if (!found) return invalid(onBehalfLabel, nobody(name))
  if (others.length > 0) return invalid(onBehalfLabel, several([found, ...others].map(({ label }) => label)))
  return found.id === actor.id ? invalid(onBehalfLabel, oneself) : { person: found.id }
}

const forLead = '只有单位自查的问题可以代单位的人报送。其他来源的线索请把这一项留空'
const oneself = '您本人报送的不用填，请把这一项留空'

function nobody(name: string): string {
  return `所选单位的联络员、具体责任人、第一责任人里没有“${name}”。请核对姓名和责任单位；还没有登记的，先在“人员与单位”里登记，或把这一项留空`
}

function several(labels: readonly string[]): string {
  return `所选单位有同名的人，请照这样写全：${labels.join('，或 ')}`
}
