import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { readFileSync } from "node:fs"
import * as Settings from "../src/Settings.js"
import { ask, post } from "../test/Served.js"
import { serve } from "./Program.js"

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8")

describe("the README", () => {
  it.scopedLive("shows requests that work", () =>
    Effect.gen(function* () {
      const server = yield* serve(["--sandbox"])
      const gets = [...readme.matchAll(/^curl http:\/\/127\.0\.0\.1:8787(\S+)$/gm)].map(([, path = ""]) => path)
      assert.lengthOf(gets, 3)
      for (const path of gets) assert.strictEqual((yield* ask(server, path)).status, 200, path)
      const [, body = ""] = /^ {2}-d '(.+)'$/m.exec(readme) ?? []
      assert.strictEqual((yield* post(server, body)).status, 201)
    })
  )

  it.effect("tells the defaults", () =>
    Effect.gen(function* () {
      const { bodyLimit, headerLimit, host, port } = yield* Settings.config
      for (const [name, value] of Object.entries({
        HOST: host,
        PORT: port,
        BODY_LIMIT: bodyLimit,
        HEADER_LIMIT: headerLimit
      }))
        assert.match(readme, new RegExp(`\`MESSAGES_${name}\` +\\| \`${value}\``))
    })
  )
})
