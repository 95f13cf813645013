import type { PersonId } from '../../core/actor.ts'
import { leafCategories, methodsOf, type Campaign } from '../../core/campaigns/campaign.ts'
import type { IssueAct, Looked } from '../../core/command.ts'
import { addDays, dayOf, MonthSchema, startOfDay, type Day } from '../../core/calendar/day.ts'
import type { Particulars, Verification } from '../../core/issue.ts'
import type { Fen } from '../../core/money.ts'
import { transact, type Db } from '../../db/database.ts'
import type { BlobStore } from '../../db/evidence.ts'
import { record } from '../../db/ledger.ts'
import { actorOf } from '../../db/people.ts'
import type { Cast } from './office.ts'
import { voucher } from './picture.ts'
import { sampleCategories, sampleStories, type About, type Story, type StoryStep } from './stories.ts'

type Stage = {
  readonly db: Db
  readonly blobs: BlobStore
  readonly campaign: Campaign
  readonly cast: Cast
  readonly now: number
}

const WAN: Fen = 1_000_000

/** A few issues in every state, so that a newcomer sees a ledger that is lived in. All through the rules. */
export async function tellStories(stage: Stage): Promise<void> {
  // Where several look one after the other, what was applied for waits for the first: that is for the newcomer to try.
  const several = stage.campaign.verification.stages.length > 1
  const told = (step: StoryStep) => !(several && step.does === 'close')
  const stories = sampleStories.filter(({ about }) => about !== 'judgment' || isTakenUp(stage.campaign, about))
  const steps = stories.flatMap((story) => story.steps.filter(told).map((step) => ({ story, step })))
  const serials = new Map<Story, string>()
  for (const { story, step } of steps.sort((a, b) => b.step.daysAgo - a.step.daysAgo)) {
    await tell(stage, { story, step, serials })
  }
}

type Telling = { story: Story; step: StoryStep; serials: Map<Story, string> }

async function tell(stage: Stage, { story, step, serials }: Telling): Promise<void> {
  const { db, cast, now } = stage
  const today = addDays(dayOf(now), -step.daysAgo)
  const at = startOfDay(today) + 9 * 3_600_000 + serials.size * 600_000
  const door = /officer|director/.test(step.who) ? 'console' : 'demo'
  const actor = actorOf(db, cast.person(step.who), door)
  const serial = serials.get(story)
  const act = step.does === 'report' ? null : await actOf(stage, { story, step, at })
  const command = act === null || serial === undefined ? reportOf(stage, story) : { serial, seen: null, ...act }
  const outcome = transact(db, (tx) => record(tx, { actor, command, now: at }))
  if (!outcome.ok) throw new Error(`the sample breaks a rule: ${story.title} ${step.does} ${outcome.refusal.code}`)
  serials.set(story, outcome.issue.serial)
}

function reportOf({ campaign, cast, now }: Stage, story: Story) {
  const source = campaign.sources.find(({ selfCheck }) => selfCheck !== (story.lead ?? false))
  return {
    type: 'report' as const,
    campaign: campaign.code,
    unit: cast.unit(story.unit),
    source: source?.id ?? '',
    particulars: particularsOf(campaign, story),
    deadline: dayIn(now, story.dueIn),
    notDuplicate: true,
  }
}

function particularsOf(
  campaign: Campaign,
  { title, cause, course, happened, wan, enterprise, about, caseNumber }: Story,
): Particulars {
  return {
    title,
    cause,
    course,
    happened: MonthSchema.parse(happened),
    category: categoryOf(campaign, about),
    enterprise,
    creditCode: null,
    involved: wan === null ? null : wan * WAN,
    caseNumber: caseNumber ?? null,
    remark: null,
  }
}

function isTakenUp({ code }: Campaign, about: About): boolean {
  return sampleCategories[code]?.[about] !== undefined
}

/** The first that is no court case, where the campaign isn't one of ours. */
function categoryOf(campaign: Campaign, about: About): string {
  const own = sampleCategories[campaign.code]?.[about]
  const leaves = leafCategories(campaign)
  const found = leaves.find(({ id }) => id === own) ?? leaves.find(({ isCase }) => !isCase) ?? leaves[0]
  return found?.id ?? ''
}

type Acting = { story: Story; step: StoryStep; at: number }

async function actOf({ blobs, campaign, cast, now }: Stage, { story, step, at }: Acting): Promise<IssueAct> {
  const deadline = dayIn(now, story.dueIn)
  const category = particularsOf(campaign, story).category
  const terms = {
    planDue: addDays(dayOf(at), 5),
    deadline,
    confirmed: story.wan === null ? null : story.wan * WAN,
    category,
  }
  switch (step.does) {
    case 'confirm':
      return { type: 'confirm', ...terms }
    case 'assign':
      return { type: 'assign', unit: cast.unit(story.unit), signoffDue: addDays(dayOf(at), 2), ...terms }
    case 'plan':
      return planOf(story, { cast, deadline })
    case 'attach':
      return {
        type: 'attach',
        evidence: await evidenceOf(blobs, { by: cast.person(step.who), at, seed: story.title.length }),
      }
    case 'progress':
      return {
        type: 'progress',
        text: step.text ?? '',
        percent: null,
        settled: step.wan === undefined ? null : step.wan * WAN,
        done: step.done ?? [],
      }
    case 'extend':
      return { type: 'extend', to: addDays(deadline, 20), reason: step.text ?? '' }
    case 'submit':
      return { type: 'submit', text: step.text ?? null, waived: [], waiver: null }
    case 'close':
      return { type: 'close', ...closingOf(campaign, dayOf(at), cast.place(story.unit)) }
    case 'send-back': {
      const verification = verificationOf(campaign, dayOf(at), cast.place(story.unit))
      return { type: 'send-back', reason: step.text ?? '', deadline, verification }
    }
    case 'ask':
      return { type: 'ask', question: step.text ?? '' }
    case 'dismiss':
      return { type: 'dismiss', reason: step.text ?? '' }
    case 'accept':
    case 'approve-plan':
      return { type: step.does }
    default:
      throw new Error(`the sample can't ${step.does}`)
  }
}

function planOf({ measures, people }: Story, { cast, deadline }: { cast: Cast; deadline: Day }): IssueAct {
  const [first, responsible] = people.map(cast.person)
  if (first === undefined || responsible === undefined) throw new Error('a plan of the sample names nobody')
  const dated = measures.map((text, index) => ({ text, due: addDays(deadline, (index - measures.length + 1) * 7) }))
  return { type: 'plan', disposition: 'fulfil', measures: dated, first, responsible, caseNumber: null, courtDate: null }
}

type Given = { by: PersonId; at: number; seed: number }

async function evidenceOf(blobs: BlobStore, { by, at, seed }: Given) {
  const bytes = await voucher(seed)
  const sha256 = await blobs.put(bytes)
  const file = { id: `sample-${seed}`, sha256, name: '付款凭证.png', size: bytes.length, type: 'image/png' }
  return { ...file, purpose: 'progress' as const, by, at }
}

function verificationOf(campaign: Campaign, on: Day, place: string): Verification {
  const inspectors = ['林晓', '方志远', '沈清和'].slice(0, Math.max(2, campaign.verification.inspectors))
  const [method = '现场'] = methodsOf(campaign, 'office')
  return { method, on, place, inspectors, finding: '查看了凭证原件，并与企业负责人核实', callback: null }
}

function closingOf(campaign: Campaign, on: Day, place: string): Looked {
  const answer = '钱款和承诺的事项都已兑现，没有别的意见'
  const verification = { ...verificationOf(campaign, on, place), callback: answer }
  return { verification, called: { on, outcome: 'confirmed', contact: '企业负责人', answer } }
}

function dayIn(now: number, days: number): Day {
  return addDays(dayOf(now), days)
}
