import type { Child, FC } from 'hono/jsx'

const Icon: FC<{ children?: Child }> = ({ children }) => (
  <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    {children}
  </svg>
)

export const SendIcon: FC = () => (
  <Icon>
    <path d="M10 16V4.5M5 9.2l5-4.9 5 4.9" />
  </Icon>
)

export const ClipIcon: FC = () => (
  <Icon>
    <path d="m15.8 9.3-5.9 5.8a3.6 3.6 0 0 1-5.1-5.1l6.3-6.2a2.4 2.4 0 0 1 3.4 3.4l-6.2 6.2a1.2 1.2 0 0 1-1.7-1.7l5.5-5.4" />
  </Icon>
)

export const OpenIcon: FC = () => (
  <Icon>
    <path d="M11.5 4H16v4.5M16 4l-6.5 6.5M8 5H5a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-3" />
  </Icon>
)

export const ReplyIcon: FC = () => (
  <Icon>
    <path d="M7.5 5 3.5 9l4 4M4 9h7.5a5 5 0 0 1 5 5v1" />
  </Icon>
)

export const FileIcon: FC = () => (
  <Icon>
    <path d="M11.5 3H6a1 1 0 0 0-1 1v12a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1V6.5zM11.5 3v3.5H15" />
  </Icon>
)

export const CloseIcon: FC = () => (
  <Icon>
    <path d="m5.5 5.5 9 9m0-9-9 9" />
  </Icon>
)

export const DownIcon: FC = () => (
  <Icon>
    <path d="m5 7.5 5 5 5-5" />
  </Icon>
)

export const ClockIcon: FC = () => (
  <Icon>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 6v4.2l2.8 1.7" />
  </Icon>
)

/** A stroke through a ledger row: what the product does. */
export const Mark: FC = () => (
  <svg class="mark" viewBox="0 0 28 28" aria-hidden="true" focusable="false">
    <rect width="28" height="28" rx="7" />
    <path d="M7.5 9h13M7.5 14h5M7.5 19h4" />
    <path class="mark-tick" d="m14 17.6 2.7 2.7 5-6.3" />
  </svg>
)
