/** A place in a document that the format's API would refuse although its types allow it. */
export interface Fault {
  /** Where it is, as a JSON Pointer into the document. */
  readonly path: string
  readonly problem: string
}
