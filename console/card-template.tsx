import type { FC } from 'hono/jsx'
import { holds, readsAll } from '../core/actor.ts'
import { normal } from '../core/text.ts'
import { cardTemplate, setCardTemplate } from '../db/card-templates.ts'
import { transact } from '../db/database.ts'
import { cardTemplateTexts as said } from './card-template-texts.ts'
import { notFound } from './errors.tsx'
import { leaveFlash } from './flash.ts'
import type { Show } from './layout.tsx'
import type { CardTemplate, Office } from './office.ts'
import { Banner, Card, Csrf } from './parts.tsx'
import { paths } from './paths.ts'
import { type Ctx, type Viewer, viewerIn } from './session.ts'
import { doorText } from './texts.ts'

/** GET /platforms/<platform>/card: what a card template is for, how it gets there, and its id. */
export async function cardTemplatePage(c: Ctx, office: Office, show: Show): Promise<Response> {
  const template = templateIn(c, office)
  if (!template || !readsAll(viewerIn(c).actor)) return notFound(c, show)
  return showTemplate(c, office, { show, template, refused: null })
}

type Showing = { readonly show: Show; readonly template: CardTemplate; readonly refused: string | null }

async function showTemplate(c: Ctx, { db }: Office, { show, template, refused }: Showing): Promise<Response> {
  const kept = template.fixed ?? cardTemplate(db, template.platform)
  const body = <TemplateView template={template} kept={kept} refused={refused} viewer={viewerIn(c)} />
  const title = said.title(doorText[template.platform])
  return show(c, { title, body, ...(refused === null ? {} : { status: 422 }) })
}

/** GET /platforms/<platform>/card/file: what is to be imported there. */
export async function cardTemplateFile(c: Ctx, office: Office, show: Show): Promise<Response> {
  const template = templateIn(c, office)
  if (!template || !readsAll(viewerIn(c).actor)) return notFound(c, show)
  return c.body(template.file, 200, {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="xiaohao-${template.platform}-card.json"`,
  })
}

/** POST /platforms/<platform>/card: the id it got there; empty does without. By the administrator. */
export async function postCardTemplate(c: Ctx, office: Office, show: Show): Promise<Response> {
  const { actor } = viewerIn(c)
  const template = templateIn(c, office)
  if (!template || template.fixed !== null || !mayChange(viewerIn(c))) return notFound(c, show)
  const typed = (await c.req.formData()).get('template')
  const id = normal(typeof typed === 'string' ? typed : '')
  if (!/^(?:[\w.-]{8,100})?$/.test(id)) return showTemplate(c, office, { show, template, refused: id.slice(0, 200) })
  const set = { actor, now: office.now() }
  transact(office.db, (tx) => setCardTemplate(tx, template.platform, id || null, set))
  leaveFlash(c, id ? 'card-template-set' : 'card-template-gone', null)
  return c.redirect(paths.cardTemplate(template.platform), 303)
}

function templateIn(c: Ctx, { cardTemplates }: Office): CardTemplate | undefined {
  return cardTemplates.find(({ platform }) => platform === c.req.param('platform'))
}

function mayChange({ actor }: Viewer): boolean {
  return holds(actor, 'administrator')
}

type ViewProps = {
  readonly template: CardTemplate
  readonly kept: string | null
  readonly refused: string | null
  readonly viewer: Viewer
}

const TemplateView: FC<ViewProps> = ({ template, kept, refused, viewer }) => {
  const platform = doorText[template.platform]
  return (
    <div class="narrow card-page">
      <h1>{said.title(platform)}</h1>
      <p class="quiet">{said.about}</p>
      <Banner tone={kept === null ? 'plain' : 'good'}>
        <p>{kept === null ? said.without : said.with(kept)}</p>
      </Banner>
      <Card title={said.how}>
        <ol class="sign-in-steps">
          {said.steps(platform).map((step, index) => (
            <li>
              {step}
              {index === 0 ? (
                <>
                  {' '}
                  <a class="link" href={paths.cardTemplateFile(template.platform)}>
                    {said.download}
                  </a>
                </>
              ) : null}
            </li>
          ))}
        </ol>
        <details>
          <summary>{said.byHand}</summary>
          <p class="quiet">{said.untried}</p>
          <dl>
            {said.variables.map(([name, what]) => (
              <>
                <dt>
                  <code>{name}</code>
                </dt>
                <dd>{what}</dd>
              </>
            ))}
          </dl>
        </details>
      </Card>
      <Card title={said.id}>
        {template.fixed !== null ? (
          <p>{said.fixed}</p>
        ) : mayChange(viewer) ? (
          <IdForm value={refused ?? kept ?? ''} wrong={refused !== null} viewer={viewer} platform={template.platform} />
        ) : (
          <p>{said.askAdministrator}</p>
        )}
      </Card>
    </div>
  )
}

type IdFormProps = {
  readonly value: string
  readonly wrong: boolean
  readonly viewer: Viewer
  readonly platform: CardTemplate['platform']
}

const IdForm: FC<IdFormProps> = ({ value, wrong, viewer, platform }) => (
  <form class="meter-form" method="post" action={paths.cardTemplate(platform)}>
    <Csrf viewer={viewer} />
    <label>
      <span class="label">{said.id}</span>
      <input class="input" name="template" maxlength={200} autocomplete="off" value={value} />
    </label>
    <button class="button button-primary" type="submit">
      {said.save}
    </button>
    <p class={wrong ? 'fault' : 'quiet'}>{wrong ? said.fault : said.hint}</p>
  </form>
)
