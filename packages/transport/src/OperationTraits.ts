/** What transport must know about each operation, as data. */
import type { Operation } from "@org/messages-core"

/** How one operation is sent. */
export interface OperationTraits {
  readonly method: "GET" | "POST"
  /** Whether a request may be repeated. One that may not is sent once, and its errors say whether it was delivered. */
  readonly isRetried: boolean
  /** What the provider means when it says 404 or 410. */
  readonly subject: "message" | "conversation"
}

/** The traits of an operation. */
export const of = (operation: Operation.Operation): OperationTraits => traits[operation]

const traits: { readonly [O in Operation.Operation]: OperationTraits } = {
  get: { method: "GET", isRetried: true, subject: "message" },
  post: { method: "POST", isRetried: false, subject: "conversation" }
}
