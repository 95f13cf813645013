import { larkPlatform, type LarkPlatform } from '../bot/lark/index.ts'
import type { LarkSettings } from './config.ts'

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
