#!/usr/bin/env node
// Starts the bundled server. This file is checked in, because npm links only files that exist at installation.
import { existsSync } from "node:fs"

const program = new URL("../dist/main.js", import.meta.url)

if (existsSync(program)) {
  await import(program.href)
} else {
  console.error("messages-server is not built yet: run `npm run build` in the repository")
  process.exitCode = 1
}
