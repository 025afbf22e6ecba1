// Runs a bundled file and writes the code that V8 compiled for it beside it: node compile.js <name> <arguments>.
import { readFileSync, renameSync, writeFileSync } from "node:fs"
import module from "node:module"
import { dirname, join } from "node:path"
import process from "node:process"
import { Script } from "node:vm"

const [name] = process.argv.splice(2, 1)
const filename = join(import.meta.dirname, `dist/${name}.cjs`)
const script = new Script(module.wrap(readFileSync(filename, "latin1")), { filename })

process.on("exit", () => {
  const cache = filename.replace(/cjs$/, "cache")
  writeFileSync(`${cache}.new`, script.createCachedData())
  renameSync(`${cache}.new`, cache)
})

script.runInThisContext()({}, module.createRequire(filename), {}, filename, dirname(filename))
