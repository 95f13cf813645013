import type { FC } from 'hono/jsx'
import type { Thrift } from '../core/quota.ts'
import { deliveryTexts, thriftText } from './delivery-texts.ts'
import { Banner } from './parts.tsx'
import { paths } from './paths.ts'

/** Why not everything leaves this month, where it doesn't. */
export const ThriftWarning: FC<{ thrift: Thrift }> = ({ thrift }) =>
  thrift === 'none' ? null : (
    <Banner tone="warn">
      <p>
        {thriftText[thrift]} <a href={paths.deliveries}>{deliveryTexts.look}</a>
      </p>
    </Banner>
  )
