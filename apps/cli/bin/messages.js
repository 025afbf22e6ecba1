#!/usr/bin/env node
// Starts the bundled program. It is checked in because npm links no file that a later build makes, and CommonJS because that starts sooner.
const { existsSync, readFileSync } = require("node:fs")
const module_ = require("node:module")
const { join } = require("node:path")
const { setFlagsFromString } = require("node:v8")
const { Script } = require("node:vm")

const dist = join(__dirname, "../dist")

if (!existsSync(join(dist, "bin.cjs"))) {
  console.error("error: messages is not built yet\n  → Run in the workspace: npm run build")
  process.exitCode = 1
} else if (module_.enableCompileCache) {
  // Node 22.8 and later keep the compiled code themselves.
  module_.enableCompileCache()
  require(join(dist, "bin.cjs"))
} else start("bin")

/** Runs a file with the code that the build compiled. V8 ignores it where it is another version, and compiles again. */
function start(name, prepare) {
  const filename = join(dist, `${name}.cjs`)
  const cache = join(dist, `${name}.cache`)
  const source = module_.wrap(readFileSync(filename, "latin1"))
  const script = new Script(source, existsSync(cache) ? { filename, cachedData: readFileSync(cache) } : { filename })
  prepare?.()
  const load = (id) => (id === "./main.cjs" ? start("main", keepParserSimple) : require(id))
  script.runInThisContext()({}, load, {}, filename, dist)
}

/**
 * The parser of HTTP is WebAssembly. V8 would optimize it during the first response, which takes longer than all the rest of a short
 * command. V8 compares its flags with those of the compiled code, so this comes after the code is loaded.
 */
function keepParserSimple() {
  setFlagsFromString("--wasm-tiering-budget=1000000000")
}
