/** The lines of exports, by the name of a format. */
import type { Line, Options } from "../ExportsOptions.js"

/** The lines of a format, or of canonical messages. The format of an export that is under way may be missing in this version: its messages are then faults. */
export const of =
  ({ lines }: Pick<Options, "lines">) =>
  (format: string | undefined): Line =>
    format === undefined ? JSON.stringify : (lines?.(format) ?? (() => undefined))
