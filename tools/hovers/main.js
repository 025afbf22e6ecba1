// Adds the descriptions of the schemas of built packages to their declarations: node tools/hovers/main.js FOLDER... It runs after the compiler.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { resolve } from "node:path"
import { pathToFileURL } from "node:url"

const files = process.argv
  .slice(2)
  .map((folder) => resolve(folder, "dist"))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => resolve(folder, name)))
  .filter((path) => path.endsWith(".d.ts"))
  .map((path) => ({ path, declarations: readFileSync(path, "utf8") }))
  .filter(({ declarations }) => /"(effect\/Schema|@effect\/platform\/HttpApi)/.test(declarations))

for (const { declarations, path } of files) {
  // It loads the compiler, which a package without schemas does not need.
  const { withComments } = await import("./FieldComments.js")
  const commented = withComments(declarations, await import(pathToFileURL(path.replace(/\.d\.ts$/, ".js")).href))
  // An unchanged file keeps its time, so that the compiler has nothing to do in the packages that use this one.
  if (commented !== declarations) writeFileSync(path, commented)
}
