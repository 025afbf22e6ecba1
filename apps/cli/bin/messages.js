#!/usr/bin/env node
// Starts the bundled program. It is checked in because npm links no file that a later build makes.
import { existsSync } from "node:fs"
import module from "node:module"
import process from "node:process"

const program = new URL("../dist/bin.js", import.meta.url)

if (existsSync(program)) {
  module.enableCompileCache?.()
  await import(program.href)
} else {
  console.error("error: messages is not built yet\n  → Run in the workspace: npm run build")
  process.exitCode = 1
}
