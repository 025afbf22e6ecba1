/** Runs the requests of the README, and compares its defaults with the settings. */
import { assert, describe, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Settings from "../src/start/Settings.js"
import { ask, post } from "../test/TestServer.js"
import { serve } from "./Program.js"

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8")

const getsOf = (text: string) =>
  [...text.matchAll(/^curl http:\/\/127\.0\.0\.1:8787(\S+)$/gm)].map(([, path = ""]) => path)

describe("the README", () => {
  it.scopedLive("shows requests that work", () =>
    Effect.gen(function* () {
      const server = yield* serve(["--sandbox"])
      const gets = getsOf(readme).filter((path) => !path.startsWith("/v1/exports"))
      assert.lengthOf(gets, 3)
      for (const path of gets) assert.strictEqual((yield* ask(server, path)).status, 200, path)
      const posts = [
        ...readme.matchAll(/^curl \S+\/v1\/messages -H 'content-type: application\/json'(.*)\\\n {2}-d '(.+)'$/gm)
      ]
      assert.lengthOf(posts, 2)
      for (const [, more = "", body = ""] of posts) {
        const [, key] = /-H 'idempotency-key: (.+)'/.exec(more) ?? []
        for (const replayed of [undefined, "true"]) {
          const { headers, status } = yield* post(server, body, key === undefined ? {} : { "idempotency-key": key })
          assert.strictEqual(status, 201)
          if (key !== undefined) assert.strictEqual(headers["idempotent-replayed"], replayed)
        }
      }
    })
  )

  it.scopedLive("shows lists, lines and a batch that work", () =>
    Effect.gen(function* () {
      const server = yield* serve(["--sandbox"])
      const lists = [...readme.matchAll(/^curl 'http:\/\/127\.0\.0\.1:8787(\S+)'$/gm)].map(([, path = ""]) => path)
      assert.lengthOf(lists, 2)
      for (const path of lists) assert.isNotEmpty((yield* ask(server, path)).json.items, path)
      const [, whole = "", accept = ""] = /^curl \S+8787(\S+) -H 'accept: (.+)'$/m.exec(readme) ?? []
      const { text } = yield* ask(server, whole, { headers: { accept } })
      for (const line of text.trim().split("\n")) assert.strictEqual(JSON.parse(line).format, "factory")
      const [, path = "", body = ""] =
        /^curl \S+8787(\/v1\/messages\/batch) -H 'content-type: application\/json' -d '(.+)'$/m.exec(readme) ?? []
      const batch = yield* ask(server, path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body
      })
      assert.strictEqual(JSON.parse(batch.text).message.id, "question")
    })
  )

  it.scopedLive("shows an export that works", () =>
    Effect.gen(function* () {
      const folder = yield* Effect.acquireRelease(
        Effect.sync(() => mkdtempSync(join(tmpdir(), "messages-readme-"))),
        (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
      )
      const server = yield* serve(["--sandbox"], { MESSAGES_EXPORTS: join(folder, "exports") })
      const [, path = "", body = ""] =
        /^curl -i \S+8787(\/v1\/exports) -H 'content-type: application\/json' -d '(.+)'$/m.exec(readme) ?? []
      const headers = { "content-type": "application/json" }
      const { headers: answered, status } = yield* ask(server, path, { method: "POST", headers, body })
      assert.strictEqual(status, 202)
      assert.match(answered.location ?? "", /^\/v1\/exports\/.+/)
      const gets = getsOf(readme).filter((path) => path.startsWith("/v1/exports"))
      assert.lengthOf(gets, 1)
      for (const path of gets) assert.lengthOf((yield* ask(server, path)).json.items, 1)
    })
  )

  it.effect("shows the defaults", () =>
    Effect.gen(function* () {
      const { bodyLimit, headerLimit, host, idempotencyTtl, port } = yield* Settings.config
      for (const [name, value] of Object.entries({
        HOST: host,
        PORT: port,
        BODY_LIMIT: bodyLimit,
        HEADER_LIMIT: headerLimit,
        IDEMPOTENCY_TTL: `${Duration.toHours(idempotencyTtl)}h`
      }))
        assert.match(readme, new RegExp(`\`MESSAGES_${name}\` +\\| \`${value}\``))
    })
  )
})
