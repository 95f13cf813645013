/**
 * Why a file isn't read as a sheet: the old .xls, one with a password, a web page named like a sheet, one that is
 * broken or no workbook, one that holds more than anybody fills in, one made to harm; .csv in an unknown encoding
 * or with an open quotation mark.
 */
export type ReadFault = 'xls' | 'password' | 'markup' | 'broken' | 'too-large' | 'unsafe' | 'encoding' | 'quotes'

/** Leaves the parser from any depth; caught by `readSheet` alone. */
export class Unreadable extends Error {
  readonly fault: ReadFault
  constructor(fault: ReadFault, options?: ErrorOptions) {
    super(`unreadable sheet: ${fault}`, options)
    this.fault = fault
  }
}
