/** How each operation is sent, as data. */
import type { Operation } from "@org/messages-core"

/** How one operation is sent. */
export interface OperationTraits {
  readonly method: "GET" | "POST"
  /** Whether the request may be repeated. If not, it is sent once, and its errors say whether it was delivered. */
  readonly isRetried: boolean
  /** What a 404 or 410 says is missing. */
  readonly subject: "message" | "conversation"
}

/** The traits of an operation. */
export const of = (operation: Operation.Operation): OperationTraits => traits[operation]

const traits: { readonly [O in Operation.Operation]: OperationTraits } = {
  get: { method: "GET", isRetried: true, subject: "message" },
  list: { method: "GET", isRetried: true, subject: "conversation" },
  conversations: { method: "GET", isRetried: true, subject: "conversation" },
  post: { method: "POST", isRetried: false, subject: "conversation" }
}
