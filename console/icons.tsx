import type { Child, FC } from 'hono/jsx'

const Icon: FC<{ children?: Child }> = ({ children }) => (
  <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    {children}
  </svg>
)

export const SearchIcon: FC = () => (
  <Icon>
    <circle cx="9" cy="9" r="5" />
    <path d="m12.8 12.8 3.7 3.7" />
  </Icon>
)

export const DayIcon: FC = () => (
  <Icon>
    <path d="M4 5.5h12v11H4zM4 9h12M7.5 3.5v3.5M12.5 3.5v3.5" />
  </Icon>
)

export const FileIcon: FC = () => (
  <Icon>
    <path d="M11.5 3H6a1 1 0 0 0-1 1v12a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1V6.5zM11.5 3v3.5H15" />
  </Icon>
)

export const ClipIcon: FC = () => (
  <Icon>
    <path d="m15.8 9.3-5.9 5.8a3.6 3.6 0 0 1-5.1-5.1l6.3-6.2a2.4 2.4 0 0 1 3.4 3.4l-6.2 6.2a1.2 1.2 0 0 1-1.7-1.7l5.5-5.4" />
  </Icon>
)

export const BackIcon: FC = () => (
  <Icon>
    <path d="M12 4.5 6.5 10l5.5 5.5" />
  </Icon>
)

export const PlusIcon: FC = () => (
  <Icon>
    <path d="M10 4.5v11M4.5 10h11" />
  </Icon>
)

export const TickIcon: FC = () => (
  <Icon>
    <path d="m4.5 10.5 3.6 3.6 7.4-8" />
  </Icon>
)

export const AlertIcon: FC = () => (
  <Icon>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 6.3v4.4M10 13.4v.1" />
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

export const favicon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 28 28' fill='none' stroke='%23fff' stroke-width='2' stroke-linecap='round'%3E%3Crect width='28' height='28' rx='7' fill='%231b5fa6' stroke='none'/%3E%3Cpath d='M7.5 9h13M7.5 14h5M7.5 19h4'/%3E%3Cpath d='m14 17.6 2.7 2.7 5-6.3' stroke='%239fe0b8' stroke-width='2.6'/%3E%3C/svg%3E"
