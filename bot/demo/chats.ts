/** The office's own group in the demo. The office binds it like any other group. */
export const officeGroup = 'demo-group'

/** The group of a unit's people, by the unit's id. */
export function unitGroup(unit: number): string {
  return `${officeGroup}-${unit}`
}

export function isGroup(chat: string): boolean {
  return chat.startsWith(officeGroup)
}

/** The chat a sample person has alone with the bot. */
export function ownChat(personId: string): string {
  return `p2p:${personId}`
}
