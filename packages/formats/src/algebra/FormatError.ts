/** The errors of a conversion. Core maps them to HTTP statuses like all other errors. */
import { FormatError } from "@org/messages-core"

/** The error classes of core, under the names that this package uses. */
export const { InvalidDocument, NotExpressible } = FormatError
/** The document is not one of the format. */
export type InvalidDocument = FormatError.InvalidDocument
/** The format cannot express the conversation at all. */
export type NotExpressible = FormatError.NotExpressible
