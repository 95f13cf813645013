import { dingtalkPlatform, type DingTalkPlatform, type Unheard } from '../bot/dingtalk/index.ts'
import dingtalkCard from '../bot/dingtalk/card-template.json' with { type: 'json' }
import { larkPlatform, type LarkPlatform, type Unheard as UnheardOfLark } from '../bot/lark/index.ts'
import type { Platform } from '../bot/platform.ts'
import type { CardTemplate } from '../console/office.ts'
import type { DingTalkSettings, LarkSettings } from './config.ts'

/** Lark as the environment has it; `note` counts what wasn't heard. */
export function larkOf(settings: LarkSettings, note?: (what: UnheardOfLark) => void): LarkPlatform {
  const { appId, appSecret, encryptKey, verificationToken, baseUrl, accountsUrl } = settings
  return larkPlatform({
    appId,
    appSecret,
    baseUrl,
    accountsUrl,
    ...(note && { note }),
    ...(encryptKey === null ? {} : { encryptKey }),
    ...(verificationToken === null ? {} : { verificationToken }),
  })
}

/** Where the office's own pages are, its card template as the console has it, and who counts what wasn't heard. */
type Around = {
  readonly publicUrl: string
  readonly cardTemplate: () => string | null
  readonly note?: (what: Unheard) => void
}

/** DingTalk as the environment has it; a card template that is set there counts before one entered in the console. */
export function dingtalkOf({ cardTemplateId: fixed, ...app }: DingTalkSettings, around: Around): DingTalkPlatform {
  const cardTemplate = fixed === null ? around.cardTemplate : () => fixed
  return dingtalkPlatform({ ...app, ...around, cardTemplate })
}

/** What an office imports on a platform, for the console to show. */
export function cardTemplatesOf({ dingtalk }: Settings): CardTemplate[] {
  if (!dingtalk) return []
  return [{ platform: 'dingtalk', file: JSON.stringify(dingtalkCard, null, 2), fixed: dingtalk.cardTemplateId }]
}

type Settings = { readonly lark: LarkSettings | null; readonly dingtalk: DingTalkSettings | null }

/** Those that are switched on, for a command that only sends. */
export function platformsOf({ lark, dingtalk }: Settings, around: Around): Platform[] {
  return [...(lark ? [larkOf(lark)] : []), ...(dingtalk ? [dingtalkOf(dingtalk, around)] : [])]
}
