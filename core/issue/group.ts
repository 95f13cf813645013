/** Whose a group chat is: a unit's, the office's, or that of all contacts (联络员总群). */
export type GroupKind = 'unit' | 'office' | 'contacts'
