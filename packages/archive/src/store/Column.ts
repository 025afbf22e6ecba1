/** Values of columns, which the two databases give in different forms. */

/** PostgreSQL's client gives a BIGINT as text. */
export const number = (value: number | string | null | undefined): number => Number(value ?? 0)

/** Bytes: SQLite's client gives an `ArrayBuffer`, PostgreSQL's a `Buffer`. */
export const bytes = (value: ArrayBuffer | Uint8Array): Uint8Array =>
  value instanceof ArrayBuffer ? new Uint8Array(value) : value

/** A value as a row has it. */
export type Numeric = number | string
export type Binary = ArrayBuffer | Uint8Array
