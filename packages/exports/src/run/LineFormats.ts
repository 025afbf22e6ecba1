/** The lines of exports, by the name of a format. */
import type { Line, Options } from "../ExportsOptions.js"

/** The function that writes the lines of a format, or of canonical messages. If this version lacks the format of an unfinished export, its messages count as faults. */
export const of =
  ({ lines }: Pick<Options, "lines">) =>
  (format: string | undefined): Line =>
    format === undefined ? JSON.stringify : (lines?.(format) ?? (() => undefined))
