/** Values of columns, which the two databases return in different forms. */

/** PostgreSQL's client returns a BIGINT as text. */
export const number = (value: number | string | null | undefined): number => Number(value ?? 0)

/** Bytes: SQLite's client returns an `ArrayBuffer`, PostgreSQL's a `Buffer`. */
export const bytes = (value: ArrayBuffer | Uint8Array): Uint8Array =>
  value instanceof ArrayBuffer ? new Uint8Array(value) : value

/** A value as a row has it. */
export type Numeric = number | string
export type Binary = ArrayBuffer | Uint8Array
