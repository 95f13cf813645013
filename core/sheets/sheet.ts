/** A row with something in it. Cells are text without blanks around it, '' where there is nothing; `row` counts from 1. */
export type SheetRow = { readonly row: number; readonly cells: readonly string[]; readonly hidden: boolean }

/** A cell whose value isn't in the file: a formula never worked out (nothing is computed here), or an error (#N/A). */
export type Unread = { readonly row: number; readonly column: number; readonly why: 'formula' | 'error' }

/** A sheet that somebody filled in, as it was read. */
export type Sheet = { readonly rows: readonly SheetRow[]; readonly unread: readonly Unread[] }

/** What is wrong with a sheet: in which row, in which column (null: the row itself), and what to do. */
export type SheetFault = { readonly row: number; readonly column: string | null; readonly sentence: string }
