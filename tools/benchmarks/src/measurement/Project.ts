/** The paths of the measured build and of the rivals. */
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

/** The repository whose build is measured: this one, or the one at `BENCH_PROJECT`. */
export const root = process.env["BENCH_PROJECT"] ?? fileURLToPath(new URL("../../../../", import.meta.url))

export const server = join(root, "apps/server/bin/messages-server.js")

export const cli = join(root, "apps/cli/bin/messages.js")

/** The module of a built package. */
export const packageUrl = (name: string): string =>
  new URL(`file://${join(root, "packages", name, "dist/index.js")}`).href

/** A sample payload of a provider. */
export const sample = (file: string): string => join(root, "tools/contract/samples", file)

/** A file of the rivals. */
export const rival = (file: string): string => fileURLToPath(new URL(`../../rivals/${file}`, import.meta.url))

/** The program that simulates the providers. */
export const provider = fileURLToPath(new URL("../server/provider.js", import.meta.url))

/** The program that simulates a Honcho with long sessions. */
export const session = fileURLToPath(new URL("../conversations/session.js", import.meta.url))

/** The program that fills an archive, and the one that searches it. */
export const archive = fileURLToPath(new URL("../archive/archive-import.js", import.meta.url))
export const archiveSearch = fileURLToPath(new URL("../archive/archive-search.js", import.meta.url))

/** The program that runs exports, which the tests of real processes use too. */
export const exportsServer = join(root, "packages/exports/scale/runner.js")

const logs = mkdtempSync(join(tmpdir(), "messages-benchmarks-"))

/** A file for the output of a measured program. */
export const log = (name: string): string => join(logs, `${name}.log`)
