// Runs the bundled program and writes the code that V8 compiled for it into dist/bin.cache.
import { readFileSync, renameSync, writeFileSync } from "node:fs"
import module from "node:module"
import process from "node:process"
import { fileURLToPath } from "node:url"
import { Script } from "node:vm"

const program = fileURLToPath(new URL("dist/bin.cjs", import.meta.url))
const script = new Script(module.wrap(readFileSync(program, "utf8")), { filename: program })

process.on("exit", () => {
  writeFileSync(`${program}.new`, script.createCachedData())
  renameSync(`${program}.new`, program.replace(/cjs$/, "cache"))
})

script.runInThisContext()({}, module.createRequire(program), {}, program, "")
