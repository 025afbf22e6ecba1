// Adds the descriptions of a built package's schemas to its declarations. It runs in the folder of the package, after the compiler.
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { resolve } from "node:path"
import { pathToFileURL } from "node:url"

const files = readdirSync("dist", { recursive: true })
  .filter((name) => name.endsWith(".d.ts"))
  .map((name) => ({ path: resolve("dist", name), declarations: readFileSync(resolve("dist", name), "utf8") }))
  .filter(({ declarations }) => /"(effect\/Schema|@effect\/platform\/HttpApi)/.test(declarations))

for (const { declarations, path } of files) {
  // It loads the compiler, which a package without schemas does not need.
  const { withComments } = await import("./FieldComments.js")
  const commented = withComments(declarations, await import(pathToFileURL(path.replace(/\.d\.ts$/, ".js")).href))
  // An unchanged file keeps its time, so that the compiler has nothing to do in the packages that use this one.
  if (commented !== declarations) writeFileSync(path, commented)
}
