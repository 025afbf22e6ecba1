/** The version of this program: that of its package, which stands beside the sources as beside the bundle. */
import * as Schema from "effect/Schema"
import { readFileSync } from "node:fs"

const Package = Schema.parseJson(Schema.Struct({ version: Schema.String }))

export const { version } = Schema.decodeSync(Package)(readFileSync(new URL("../package.json", import.meta.url), "utf8"))
