#!/usr/bin/env node
// Starts the bundled program. It is checked in because npm links no file that a later build makes.
import { existsSync, readFileSync } from "node:fs"
import module from "node:module"
import process from "node:process"
import { fileURLToPath } from "node:url"
import { Script } from "node:vm"

const program = fileURLToPath(new URL("../dist/bin.cjs", import.meta.url))
const require = module.createRequire(program)

if (!existsSync(program)) {
  console.error("error: messages is not built yet\n  → Run in the workspace: npm run build")
  process.exitCode = 1
} else if (module.enableCompileCache) {
  // Node 22.8 and later keep the compiled code themselves.
  module.enableCompileCache()
  require(program)
} else start()

/** Runs the program with the code that the build compiled. V8 ignores it where it is another version, and compiles again. */
function start() {
  const cache = program.replace(/cjs$/, "cache")
  const source = module.wrap(readFileSync(program, "utf8"))
  const options = existsSync(cache) ? { filename: program, cachedData: readFileSync(cache) } : { filename: program }
  new Script(source, options).runInThisContext()({}, require, {}, program, "")
}
