import type { Campaign } from '../../../core/campaigns/campaign.ts'
import type { FormValues } from '../../../core/forms/form.ts'
import type { World } from '../world.ts'
import type { Button, ChatDoor, Saying } from './door.ts'

export type Who = keyof World['people']

/** Where it is played: what a group and an account are called there. */
export type Place = Pick<ChatDoor, 'platform' | 'group' | 'accountOf'>

/** What is done next, by whoever the act is of unless somebody else is named. */
export type Step = { readonly by?: Who } & (
  | ({ readonly says: string | ((w: World) => string) } & Saying)
  | { readonly taps: Button }
  | {
      readonly fills: FormValues
      /** 提交 unless it is called otherwise. */
      readonly button?: string
      /** Something is missing, and what that is is said. */
      readonly lacks?: string
    }
  | { readonly sends: string }
  /** 09:00 of a day comes. */
  | { readonly waits: string }
  /** Something happens elsewhere, as on the console. */
  | { readonly meanwhile: (w: World, place: Place) => unknown }
)

export type ActRow = {
  readonly title: string
  readonly who: Who
  readonly campaign?: Campaign
  /** How things stand before. */
  readonly from?: (w: World, place: Place) => unknown
  readonly steps: readonly Step[]
  /** What whoever acted last reads in the end. */
  readonly reads: RegExp
  /** What the group reads in the end. */
  readonly group?: RegExp
  /** The last thing that happened; without it nothing does. */
  readonly event?: string
}
