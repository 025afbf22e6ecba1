/** The errors of a conversion. Core maps them to HTTP statuses like all other errors. */
import { FormatError } from "@org/messages-core"

export const { InvalidDocument, NotExpressible } = FormatError
export type InvalidDocument = FormatError.InvalidDocument
export type NotExpressible = FormatError.NotExpressible
