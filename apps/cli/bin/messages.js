#!/usr/bin/env node
// Starts the bundled program. It is checked in because npm links no file that a later build makes, and CommonJS because that starts sooner.
const { existsSync, readFileSync } = require("node:fs")
const module_ = require("node:module")
const { join } = require("node:path")
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
  const load = (id) => (id === "./main.cjs" ? start("main", tuneForShortRuns) : require(id))
  script.runInThisContext()({}, load, {}, filename, dist)
}

/**
 * Most commands end before optimized code and small heaps pay off: V8 would optimize the parser of HTTP, which is WebAssembly, during the
 * first response, and would collect garbage at every megabyte. Long commands are still optimized, a little later. V8 compares its flags
 * with those of the compiled code, so this comes after the code is loaded.
 */
function tuneForShortRuns() {
  const { setFlagsFromString } = require("node:v8")
  setFlagsFromString("--wasm-tiering-budget=1000000000")
  setFlagsFromString("--interrupt-budget=2000000")
  setFlagsFromString("--semi-space-growth-factor=16")
}
