/** Someone the demo page can be. `id` is known to the chat, `personId` to the ledger; `bound` once both are one. */
export type SamplePerson = {
  readonly id: string
  readonly name: string
  readonly post: string
  readonly unit: string
  readonly office: boolean
  /** The group chat this person is in, and what it is called. */
  readonly group: { readonly id: string; readonly name: string }
  readonly personId: string
  readonly bound: boolean
}

export type UnitPeople = { readonly unit: string; readonly people: readonly SamplePerson[] }

/** People by unit, units and people in the order given. */
export function byUnit(people: readonly SamplePerson[]): readonly UnitPeople[] {
  const units = [...new Set(people.map((person) => person.unit))]
  return units.map((unit) => ({ unit, people: people.filter((person) => person.unit === unit) }))
}
