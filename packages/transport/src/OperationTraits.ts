/** How each operation is sent, as data. */
import type { Operation } from "@org/messages-core"

/** How one operation is sent. */
export interface OperationTraits {
  readonly method: "GET" | "POST"
  /** Whether the request adds something. If so, it is sent once, unless it is idempotent, and its errors say whether it was delivered. */
  readonly isPost: boolean
  /** What is missing after a 404 or 410. Undefined for conversations: the provider then has no such list. */
  readonly subject: "message" | "conversation" | undefined
}

/** The traits of an operation. */
export const of = (operation: Operation.Operation): OperationTraits => traits[operation]

const traits: { readonly [O in Operation.Operation]: OperationTraits } = {
  get: { method: "GET", isPost: false, subject: "message" },
  list: { method: "GET", isPost: false, subject: "conversation" },
  conversations: { method: "GET", isPost: false, subject: undefined },
  post: { method: "POST", isPost: true, subject: "conversation" }
}
