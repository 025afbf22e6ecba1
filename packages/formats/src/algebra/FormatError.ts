/** The errors of a conversion, which core maps to exit codes and HTTP statuses with all others. */
import { FormatError } from "@org/messages-core"

export const { InvalidDocument, NotExpressible } = FormatError
export type InvalidDocument = FormatError.InvalidDocument
export type NotExpressible = FormatError.NotExpressible
