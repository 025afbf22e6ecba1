// Every mutant, by what it breaks. A mutant is data: the `file`, the text to `find` in it exactly once, the text to `replace` it with, the
// `fault` in a few words, the `package` whose tests must notice it, and the `tests` to run (parts of file names).
import { apiFormats } from "./mutants/apiFormats.js"
import { formatLaws } from "./mutants/formatLaws.js"
import { formats } from "./mutants/formats.js"
import { idempotency } from "./mutants/idempotency.js"
import { mappings } from "./mutants/mappings.js"
import { model } from "./mutants/model.js"
import { refs } from "./mutants/refs.js"
import { transport } from "./mutants/transport.js"

export const all = [
  ...refs,
  ...model,
  ...mappings,
  ...transport,
  ...idempotency,
  ...formats,
  ...formatLaws,
  ...apiFormats
]
