import { roleText } from '../../core/texts.ts'
import { invite as makeCode, showCode } from '../../db/codes.ts'
import { transact, type Db } from '../../db/database.ts'
import { peopleNamed, postsOf, unitName, type PersonRow } from '../../db/people.ts'
import { loginPath, maySignIn, mintLoginLink } from '../../db/sessions.ts'
import { maskPhone } from '../../core/people/person.ts'
import { texts } from '../texts.ts'
import { readArgs } from './args.ts'
import { Failed, type Io, type Status } from './io.ts'
import { commandLine, placeOf, withExisting } from './office.ts'

const said = texts.people

export async function login(args: readonly string[], io: Io): Promise<Status> {
  const { operands } = readArgs(args, { options: {}, operands: [1, 1] })
  return withExisting(io, ({ db }) => {
    const person = oneNamed(db, operands[0] ?? '')
    if (!maySignIn(db, person.id)) throw new Failed(said.mayNotSignIn(person.name))
    const act = { actor: commandLine, now: io.now() }
    const token = transact(db, (tx) => mintLoginLink(tx, person.id, act))
    io.out(said.loginLink(nameAndUnits(db, person)))
    io.out(placeOf(io).publicUrl + loginPath(token))
    return 0
  })
}

export async function invite(args: readonly string[], io: Io): Promise<Status> {
  const { operands } = readArgs(args, { options: {}, operands: [1, 1] })
  return withExisting(io, ({ db }) => {
    const person = oneNamed(db, operands[0] ?? '')
    const code = transact(db, (tx) => makeCode(tx, person.id, { actor: commandLine, now: io.now() }))
    for (const line of said.code(nameAndUnits(db, person), showCode(code))) io.out(line)
    return 0
  })
}

/** The one person meant by 姓名, 姓名@单位 or 姓名@手机; everyone who fits is listed where it isn't clear. */
export function oneNamed(db: Db, text: string): PersonRow {
  const [name = '', phone = ''] = text.split('@')
  const byPhone = /^1\d{10}$/.test(phone)
  const found = byPhone ? peopleNamed(db, name).filter((person) => person.phone === phone) : peopleNamed(db, text)
  const [person, ...others] = found
  if (!person) throw new Failed(said.nobody(text))
  if (others.length > 0) throw new Failed(said.several(text), ...found.map((one) => candidate(db, one)))
  return person
}

function candidate(db: Db, person: PersonRow): string {
  const posts = postsOf(db, person.id).map(({ unit, role }) => `${unitName(db, unit)} ${roleText[role]}`)
  return `  ${[person.name, posts.join('、'), maskPhone(person.phone) ?? ''].filter((part) => part !== '').join('，')}`
}

function nameAndUnits(db: Db, person: PersonRow): string {
  const units = [...new Set(postsOf(db, person.id).map(({ unit }) => unitName(db, unit)))]
  return units.length > 0 ? `${person.name}（${units.join('、')}）` : person.name
}
