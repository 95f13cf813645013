import { demoPlatform } from '../../../bot/demo/index.ts'
import { memoryStore } from '../../../bot/demo/store.ts'
import { dingtalkPlatform } from '../../../bot/dingtalk/index.ts'
import { larkPlatform } from '../../../bot/lark/index.ts'
import type { Capabilities } from '../../../bot/platform.ts'
import type { World } from '../world.ts'
import { demoDoor } from './demo.ts'
import { dingtalkDoor } from './dingtalk.ts'
import type { ChatDoor } from './door.ts'
import { larkDoor } from './lark.ts'
import { poorestDoor } from './poorest.ts'

const nowhere = { baseUrl: 'http://127.0.0.1:9', apiUrl: 'http://127.0.0.1:9', oapiUrl: 'http://127.0.0.1:9' }
const lark = larkPlatform({ appId: 'cli_0123456789abcdef', appSecret: 's', ...nowhere })
const dingtalk = (template: string | null) =>
  dingtalkPlatform({
    ...{ clientId: 'c', clientSecret: 's', robotCode: 'c', ...nowhere, loginUrl: nowhere.baseUrl },
    ...{ publicUrl: nowhere.baseUrl, cardTemplate: () => template },
  })
const desk = { store: memoryStore(), now: () => 0, groupOf: () => 'g' }

export type PlatformRow = {
  readonly name: string
  readonly capabilities: Capabilities
  /** What it can't do, and the ladder makes up for. */
  readonly lacks: readonly Lack[]
  readonly open: (w: World) => Promise<ChatDoor>
}
export type Lack = 'forms in cards' | 'buttons that come back' | 'cards that can be replaced' | 'links that speak'

const bare: readonly Lack[] = ['forms in cards', 'buttons that come back', 'cards that can be replaced']

/** The first row shows messages before any platform has drawn them: all others are measured by it. */
export const reference: PlatformRow = {
  name: 'the demo',
  capabilities: demoPlatform(desk).capabilities,
  lacks: ['links that speak'],
  open: (w) => demoDoor(w),
}

/** To add a platform: a door beside this file, and a row here. */
export const platforms: readonly PlatformRow[] = [
  reference,
  { name: 'Lark by webhook', capabilities: lark.capabilities, lacks: ['links that speak'], open: larkDoor },
  {
    name: 'Lark over its long connection',
    capabilities: lark.capabilities,
    lacks: ['links that speak'],
    open: (w) => larkDoor(w, 'long connection'),
  },
  {
    name: 'DingTalk by webhook',
    capabilities: dingtalk(null).capabilities,
    lacks: bare,
    open: (w) => dingtalkDoor(w, { by: 'webhook' }),
  },
  {
    name: 'DingTalk by Stream',
    capabilities: dingtalk(null).capabilities,
    lacks: bare,
    open: (w) => dingtalkDoor(w, { by: 'stream' }),
  },
  {
    name: 'DingTalk with cards by webhook',
    capabilities: dingtalk('t').capabilities,
    lacks: ['forms in cards'],
    open: (w) => dingtalkDoor(w, { by: 'webhook', cards: true }),
  },
  {
    name: 'DingTalk with cards by Stream',
    capabilities: dingtalk('t').capabilities,
    lacks: ['forms in cards'],
    open: (w) => dingtalkDoor(w, { by: 'stream', cards: true }),
  },
  {
    name: 'the poorest platform',
    capabilities: demoPlatform(desk, { plain: true }).capabilities,
    lacks: [...bare, 'links that speak'],
    open: (w) => poorestDoor(w),
  },
]

export function lacking({ forms, taps, updates, saying }: Capabilities): Lack[] {
  return [
    ...(forms ? [] : (['forms in cards'] as const)),
    ...(taps ? [] : (['buttons that come back'] as const)),
    ...(updates ? [] : (['cards that can be replaced'] as const)),
    ...(saying ? [] : (['links that speak'] as const)),
  ]
}
