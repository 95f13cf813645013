import { transact } from '../../db/database.ts'
import { bindGroup, groupOf } from '../../db/groups.ts'
import { standingUnits, unitName, unitNamed } from '../../db/people.ts'
import { texts } from '../texts.ts'
import { readArgs } from './args.ts'
import { Failed, type Io, type Status } from './io.ts'
import { commandLine, withExisting } from './office.ts'

const platforms = ['lark', 'dingtalk']

export async function bind(args: readonly string[], io: Io): Promise<Status> {
  const { operands } = readArgs(args, { options: {}, operands: [3, 3] })
  const [platform = '', chatId = '', owner = ''] = operands
  if (!platforms.includes(platform)) throw new Failed(texts.group.badPlatform(platform, platforms))
  return withExisting(io, ({ db }) => {
    const kind = kindOf(owner)
    const unit = kind === null ? unitNamed(db, owner) : null
    if (kind === null && unit === null) {
      throw new Failed(
        texts.group.noUnit(
          owner,
          standingUnits(db).map(({ name }) => name),
        ),
      )
    }
    const group = { platform, chatId, unit: unit?.id ?? null, ...(kind ? { kind } : {}) }
    const before = groupOf(db, platform, chatId)
    const isNew = transact(db, (tx) => bindGroup(tx, group, { actor: commandLine, now: io.now() }))
    io.out(isNew ? texts.group.bound(chatId, unit?.name ?? kind ?? owner) : texts.group.already(chatId))
    if (isNew && before) io.out(texts.group.moved(before.unit === null ? before.kind : unitName(db, before.unit)))
    return 0
  })
}

/** Whose group it is where it is no unit's; null for the name of a unit. */
function kindOf(owner: string): 'office' | 'contacts' | null {
  if (owner === 'office') return 'office'
  return owner === 'contacts' || owner === '联络员群' || owner === '联络员总群' ? 'contacts' : null
}
