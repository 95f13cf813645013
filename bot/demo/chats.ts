/** The one group of the demo: the campaign's contacts. The office binds it like any other group. */
export const demoGroup = 'demo-group'

/** The chat a sample person has alone with the bot. */
export function ownChat(personId: string): string {
  return `p2p:${personId}`
}

/** Chats of one person: alone with the bot, and the group everyone is in. */
export function isIn(personId: string, chat: string): boolean {
  return chat === demoGroup || chat === ownChat(personId)
}
