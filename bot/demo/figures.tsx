import type { FC } from 'hono/jsx'
import type { Chart, Table } from '../platform.ts'
import { Words } from './words.tsx'

export const TableView: FC<{ table: Table }> = ({ table: { columns, rows } }) => (
  <div class="figures">
    <table>
      <thead>
        <tr>
          {columns.map((label) => (
            <th scope="col">{label}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([head, ...cells]) => (
          <tr>
            <th scope="row">{head}</th>
            {cells.map((cell) => (
              <td>
                <Words text={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

/** Bars, one row a step: the page's rules allow no style of its own, so each is a meter. */
export const ChartView: FC<{ chart: Chart }> = ({ chart: { title, steps, series } }) => {
  const greatest = Math.max(1, ...series.flatMap(({ values }) => values))
  return (
    <div class="figures">
      <table class="chart">
        <caption>{title}</caption>
        <thead>
          <tr>
            <td />
            {series.map(({ name }) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map((step, index) => (
            <tr>
              <th scope="row">{step}</th>
              {series.map(({ values }) => (
                <td>
                  <meter value={values[index] ?? 0} max={greatest} aria-hidden="true" />
                  {values[index] ?? 0}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
