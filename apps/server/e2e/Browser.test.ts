/** The reference in a real browser. Left out where there is no Chromium, unless MESSAGES_REQUIRE_CHROMIUM is set. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { execFile } from "node:child_process"
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { serve } from "./Program.js"

const chromium = "/usr/bin/chromium"

const isLeftOut = !existsSync(chromium) && process.env["MESSAGES_REQUIRE_CHROMIUM"] === undefined

const profile = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "messages-browser-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
)

/** The elements of a page when its scripts have run. */
const open = (folder: string, url: string) =>
  Effect.async<string>((resume) => {
    const args = ["--headless", "--no-sandbox", "--disable-gpu", `--user-data-dir=${folder}`]
    execFile(
      chromium,
      [...args, "--virtual-time-budget=10000", "--dump-dom", url],
      { maxBuffer: 2 ** 26, timeout: 60_000 },
      (error, stdout) => resume(error === null ? Effect.succeed(stdout) : Effect.die(error))
    )
  })

it.scopedLive(
  "shows the operations in the browser, on the second visit too",
  (context) =>
    Effect.gen(function* () {
      context.skip(isLeftOut, "there is no Chromium here")
      const server = yield* serve(["--sandbox"])
      const folder = yield* profile
      for (const visit of ["first", "second"]) {
        const page = yield* open(folder, `${server.url}/docs`)
        assert.include(page, 'id="operations-', visit)
        assert.include(page, "/v1/providers", visit)
      }
      assert.match(server.output.stderr, /"route":"\/docs","status":304/)
    }),
  180_000
)
