/** A place in a document that the format's API would refuse, though the format's types allow it. */
export interface Fault {
  /** Where it is, as a JSON Pointer into the document. */
  readonly path: string
  readonly problem: string
}
