import type { FC } from 'hono/jsx'
import type { Block, Card } from '../platform.ts'
import { Buttons } from './buttons.tsx'
import { ChartView, TableView } from './figures.tsx'
import { CardFormView } from './form.tsx'
import { Words } from './words.tsx'

/** A card as the demo chat draws it: every block, the form, the buttons. All text is escaped, never interpreted. */
export const CardView: FC<{ cardId: string; card: Card }> = ({ cardId, card }) => (
  <section class={`card tone-${card.tone}`} aria-labelledby={`${cardId}-title`}>
    <h3 class="card-title" id={`${cardId}-title`}>
      {card.title}
    </h3>
    <div class="card-body">
      {card.blocks.map((block) => (
        <BlockView block={block} />
      ))}
      {card.form ? <CardFormView cardId={cardId} form={card.form} /> : null}
      <Buttons actions={card.actions} />
    </div>
  </section>
)

const BlockView: FC<{ block: Block }> = ({ block }) => {
  switch (block.type) {
    case 'text':
      return (
        <p class="text">
          <Words text={block.text} />
        </p>
      )
    case 'note':
      return <p class="note">{block.text}</p>
    case 'fields':
      return <Facts facts={block.fields} />
    case 'buttons':
      return <Buttons actions={block.actions} small />
    case 'table':
      return <TableView table={block} />
    case 'chart':
      return <ChartView chart={block} />
    case 'item':
      return <Item item={block} />
  }
}

type Fact = { readonly label: string; readonly value: string }

const Facts: FC<{ facts: readonly Fact[] }> = ({ facts }) => (
  <dl class="facts">
    {facts.map((fact) => (
      <div class={fact.value.includes('\n') ? 'fact wide' : 'fact'}>
        <dt>{fact.label}</dt>
        <dd>{fact.value}</dd>
      </div>
    ))}
  </dl>
)

const Item: FC<{ item: Extract<Block, { type: 'item' }> }> = ({ item }) => (
  <div class={`item tone-${item.tone}`}>
    <p class="item-title">{item.title}</p>
    {item.lines.map((line) => (
      <p class="item-line">{line}</p>
    ))}
    {(item.mentions ?? []).length > 0 && (
      <p class="item-line">{(item.mentions ?? []).map((person) => `@${person.name}`).join(' ')}</p>
    )}
    <Buttons actions={item.actions} small />
  </div>
)
