import type { PersonId } from '../../core/actor.ts'
import type { Campaign } from '../../core/campaigns/campaign.ts'
import { dutyId } from '../../core/hand-ins/duty.ts'
import type { HandInAct } from '../../core/hand-ins/hand-in-rules.ts'
import { transact, type Db } from '../../db/database.ts'
import { recordHandIn } from '../../db/hand-in-ledger.ts'
import { actorOf } from '../../db/people.ts'
import type { Cast } from './office.ts'

type Stage = { readonly db: Db; readonly campaign: Campaign; readonly cast: Cast; readonly now: number }

/** Who does what with which paper of which unit; `content` says which of the campaign's papers is meant. */
type Step = {
  readonly who: string
  readonly unit: string
  readonly content: 'issues' | 'people'
  readonly act: HandInAct
}

const byLedger: HandInAct = { type: 'hand-in', files: null, on: null }
const step = (who: string, unit: string, content: Step['content'], act: HandInAct = byLedger): Step => {
  return { who, unit, content, act }
}

const steps: readonly Step[] = [
  step('east contact', '城东区', 'issues'),
  step('officer', '城东区', 'issues', { type: 'accept' }),
  step('east contact', '城东区', 'people'),
  step('officer', '城东区', 'people', { type: 'accept' }),
  step('park contact', '高新区', 'people'),
  step('park contact', '高新区', 'issues'),
  step('second officer', '高新区', 'issues', { type: 'return', reason: '请补上涉及企业和金额，再报一次' }),
  step('industry contact', '市工信局', 'people'),
  step('culture contact', '市文旅局', 'people'),
  step('culture contact', '市文旅局', 'issues', { type: 'zero', scan: [], on: null }),
]

/** Hand-ins in several states, an hour before now, where the campaign asks every unit for lists. All through the rules. */
export function handSamplesIn({ db, campaign, cast, now }: Stage): void {
  for (const [index, { who, unit, content, act }] of steps.entries()) {
    const item = campaign.deliverables.find((known) => known.owes === 'unit' && known.content === content)
    if (!item) continue
    const id = dutyId({ campaign: campaign.code, item: item.id, period: null, unit: cast.unit(unit), group: null })
    const person: PersonId = cast.person(who)
    const actor = actorOf(db, person, /officer/.test(who) ? 'console' : 'demo')
    const at = now - (60 - index) * 60_000
    const outcome = transact(db, (tx) => recordHandIn(tx, { actor, command: { id, seen: null, ...act }, now: at }))
    if (!outcome.ok) throw new Error(`the sample breaks a rule: ${unit} ${item.name} ${outcome.refusal.code}`)
  }
}
