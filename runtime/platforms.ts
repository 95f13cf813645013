import { dingtalkPlatform, type DingTalkPlatform, type Unheard } from '../bot/dingtalk/index.ts'
import { larkPlatform, type LarkPlatform } from '../bot/lark/index.ts'
import type { Platform } from '../bot/platform.ts'
import type { DingTalkSettings, LarkSettings } from './config.ts'

/** Lark as the environment has it. */
export function larkOf(settings: LarkSettings): LarkPlatform {
  const { appId, appSecret, encryptKey, verificationToken, baseUrl, accountsUrl } = settings
  return larkPlatform({
    appId,
    appSecret,
    baseUrl,
    accountsUrl,
    ...(encryptKey === null ? {} : { encryptKey }),
    ...(verificationToken === null ? {} : { verificationToken }),
  })
}

/** Where the office's own pages are, and who counts what was answered without being heard. */
type Around = { readonly publicUrl: string; readonly note?: (what: Unheard) => void }

/** DingTalk as the environment has it. */
export function dingtalkOf(settings: DingTalkSettings, { publicUrl, note }: Around): DingTalkPlatform {
  const {
    clientId,
    clientSecret,
    robotCode,
    apiUrl,
    oapiUrl,
    loginUrl,
    cardTemplateId: templateId,
    transport,
  } = settings
  const cards = templateId === null ? {} : { cards: { templateId, transport } }
  const app = { clientId, clientSecret, robotCode, apiUrl, oapiUrl, loginUrl, publicUrl }
  return dingtalkPlatform({ ...app, ...cards, ...(note ? { note } : {}) })
}

type Settings = { readonly lark: LarkSettings | null; readonly dingtalk: DingTalkSettings | null }

/** Those that are switched on, for a command that only sends. */
export function platformsOf({ lark, dingtalk }: Settings, around: Around): Platform[] {
  return [...(lark ? [larkOf(lark)] : []), ...(dingtalk ? [dingtalkOf(dingtalk, around)] : [])]
}
