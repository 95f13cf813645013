import type { FC } from 'hono/jsx'
import type { RosterPerson } from '../db/roster.ts'
import { Fields, filled } from './form.tsx'
import { Banner, Card, Fact } from './parts.tsx'
import { paths } from './paths.ts'
import { Binding } from './roster-binding.tsx'
import { Back, PostForm } from './roster-form.tsx'
import { phoneFor, rolesOf, unitNameIn, type Roster } from './roster-load.ts'
import { Bound } from './roster-people.tsx'
import { personFields, postFields, rowsIn } from './roster-person-form.ts'
import type { PersonPage } from './roster-person.tsx'
import { Handovers } from './roster-handovers.tsx'
import { Substitutes } from './roster-substitutes.tsx'
import { personTexts, rosterTexts } from './roster-texts.ts'
import { texts } from './texts.ts'

export const PersonView: FC<{ page: PersonPage }> = ({ page }) => (
  <>
    <Back href={paths.roster} />
    <div class="page-head">
      <h1>
        <bdi>{page.person?.name ?? rosterTexts.newPerson}</bdi>
      </h1>
    </div>
    <div class={page.person ? 'columns' : 'narrow'}>
      <div class="column-main">{page.mayEdit ? <PersonForm page={page} /> : <PersonFacts page={page} />}</div>
      {page.person ? (
        <div class="column-side">
          <Binding page={page} person={page.person} />
          <Substitutes page={page} person={page.person} />
          <Handovers page={page} person={page.person} />
        </div>
      ) : null}
    </div>
  </>
)

const PersonForm: FC<{ page: PersonPage }> = ({ page }) => {
  const { roster, person, filling, namesakes } = page
  const rows = rowsIn(filling.values)
  const numbers = Array.from({ length: rows }, (_, number) => number)
  return (
    <section class="card form-card">
      <div class="card-body">
        <PostForm
          viewer={roster.viewer}
          filling={namesakes.length > 0 ? { ...filling, refused: null } : filling}
          fields={personFields}
          action={person ? paths.person(person.id) : paths.newPerson}
          submit={person ? personTexts.save : personTexts.addButton}
          cancel={paths.roster}
          along={[['rows', String(rows)]]}
        >
          {namesakes.length > 0 ? <Namesakes roster={roster} people={namesakes} /> : null}
          <fieldset class="posts">
            <legend>{personTexts.posts}</legend>
            <p class="hint">{personTexts.scopeHint}</p>
            {numbers.map((number) => (
              <PostRow page={page} number={number} />
            ))}
            <button class="button button-default" type="submit" name="more" value="yes">
              {personTexts.more}
            </button>
          </fieldset>
        </PostForm>
      </div>
    </section>
  )
}

const PostRow: FC<{ page: PersonPage; number: number }> = ({ page: { roster, person, filling }, number }) => (
  <div class="post" role="group" aria-label={personTexts.post(number + 1)}>
    <Fields fields={filled(postFields(roster, number), filling.values, filling.faults)} />
    {number < (person?.posts.length ?? 0) ? (
      <label class="choice">
        <input type="checkbox" name={`end${number}`} value="yes" checked={filling.values[`end${number}`] === 'yes'} />
        <span>{personTexts.end}</span>
      </label>
    ) : null}
  </div>
)

/** Those of the same name, told apart by unit, 职务 and the end of 手机. */
const Namesakes: FC<{ roster: Roster; people: readonly RosterPerson[] }> = ({ roster, people }) => (
  <Banner tone="warn">
    <p class="banner-title">{personTexts.same}</p>
    <ul class="similar">
      {people.map((person) => (
        <li>
          <a href={paths.person(person.id)}>
            <bdi>{person.name}</bdi>
          </a>
          <span>{postsText(roster, person)}</span>
          <span>{phoneFor(roster, person.phone) ?? ''}</span>
        </li>
      ))}
    </ul>
    <button class="button button-default" type="submit" name="another" value="yes">
      {personTexts.anyway}
    </button>
  </Banner>
)

function postsText(roster: Roster, person: RosterPerson): string {
  const units = [...new Set(person.posts.map(({ unit }) => unit))]
  const words = units.map((unit) => `${unitNameIn(roster, unit)} ${rolesOf(roster, person, unit)}`)
  return [...(person.title ? [person.title] : []), ...words].join('，') || rosterTexts.postless
}

/** For whoever may look and not change. */
const PersonFacts: FC<{ page: PersonPage }> = ({ page: { roster, person } }) =>
  person ? (
    <Card title={rosterTexts.facts}>
      <dl class="facts">
        <Fact label={personTexts.title}>{person.title ?? ''}</Fact>
        <Fact label={personTexts.phone}>{phoneFor(roster, person.phone) ?? texts.none}</Fact>
        <Fact label={personTexts.posts}>{postsText(roster, { ...person, title: null })}</Fact>
        <Fact label={personTexts.binding}>
          <Bound person={person} />
        </Fact>
      </dl>
      <p class="quiet">{rosterTexts.onlyRead}</p>
    </Card>
  ) : null
