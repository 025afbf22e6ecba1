/** The version of this program, from the package.json beside the sources or the bundle. */
import * as Schema from "effect/Schema"
import { readFileSync } from "node:fs"

const Package = Schema.parseJson(Schema.Struct({ version: Schema.String }))

/** The version of the package. */
export const { version } = Schema.decodeSync(Package)(readFileSync(new URL("../package.json", import.meta.url), "utf8"))
