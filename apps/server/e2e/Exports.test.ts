/** Exports of the shipped server on SQLite: to the end, through a kill, and through a stop. */
import { assert, describe, it } from "@effect/vitest"
import { Provider } from "@org/messages-core"
import { Sandbox } from "@org/messages-sandbox"
import * as Effect from "effect/Effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ask } from "../test/TestServer.js"
import { serve } from "./Program.js"

interface Server {
  readonly url: string
}

const temporary = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "messages-exports-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
)

/** One is long, so that a kill comes in the middle of it. */
const conversations = Provider.names.map((provider) => Sandbox.diary(provider, provider === "factory" ? 2_500 : 120))

const start = (server: Server, body: object, key: string) =>
  ask(server, "/v1/exports", {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": key },
    body: JSON.stringify(body)
  })

// The program tells the state of an export only to those who ask for it.
const until = (server: Server, id: string, isWanted: (found: { state: string; messages: number }) => boolean) =>
  ask(server, `/v1/exports/${id}`).pipe(
    Effect.delay("50 millis"),
    Effect.repeat({ until: ({ json }) => isWanted(json) }),
    Effect.map(({ json }) => json)
  )

const refs = (server: Server, id: string) =>
  Effect.map(ask(server, `/v1/exports/${id}/content`), ({ text }) =>
    text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).ref as string)
  )

/** The refs of each conversation in the order in which the provider lists them. */
const listed = (server: Server, conversation: string) =>
  Effect.map(
    ask(server, `/v1/conversations/${encodeURIComponent(conversation)}/messages`, {
      headers: { accept: "application/x-ndjson" }
    }),
    ({ text }) =>
      text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).ref as string)
  )

describe("an export of four diaries", () => {
  it.scopedLive(
    "is complete and in order after the server was killed, and has one id for one key",
    () =>
      Effect.gen(function* () {
        const folder = yield* temporary
        const environment = { MESSAGES_EXPORTS: join(folder, "exports") }
        const first = yield* serve(["--sandbox"], environment)
        const { headers, json, status } = yield* start(first, { conversations }, "k")
        assert.deepStrictEqual([status, headers.location], [202, `/v1/exports/${json.id}`])
        yield* until(first, json.id, ({ messages }) => messages > 500)
        yield* first.signal("SIGKILL")
        yield* first.ended

        const second = yield* serve(["--sandbox"], environment)
        assert.strictEqual((yield* start(second, { conversations }, "k")).json.id, json.id)
        assert.strictEqual((yield* start(second, { conversations: ["factory:x"] }, "k")).status, 422)
        const ended = yield* until(second, json.id, ({ state }) => state === "complete" || state === "failed")
        assert.deepInclude(ended, { state: "complete", messages: 2_860, conversations: 4, done: 4, faults: 0 })
        const all = yield* refs(second, json.id)
        assert.strictEqual(all.length, 2_860)
        for (const conversation of conversations) {
          const own = new Set(yield* listed(second, conversation))
          assert.deepStrictEqual(
            all.filter((ref) => own.has(ref)),
            [...own]
          )
        }
        const rest = yield* ask(second, `/v1/exports/${json.id}/content?from=2859`)
        assert.strictEqual(JSON.parse(rest.text).ref, all.at(-1))
      }),
    120_000
  )

  it.scopedLive(
    "is cancelled, keeps what it has, and does not keep the server from stopping",
    () =>
      Effect.gen(function* () {
        const folder = yield* temporary
        const server = yield* serve(["--sandbox"], { MESSAGES_EXPORTS: join(folder, "exports") })
        const { json } = yield* start(server, { provider: "factory", format: "chat" }, "k")
        yield* until(server, json.id, ({ messages }) => messages > 0)
        const { json: cancelled } = yield* ask(server, `/v1/exports/${json.id}`, { method: "DELETE" })
        assert.strictEqual(cancelled.id, json.id)
        const ended = yield* until(server, json.id, ({ state }) => state !== "running")
        assert.include(["cancelled", "complete"], ended.state)
        const { text } = yield* ask(server, `/v1/exports/${json.id}/content`)
        const [line = ""] = text.split("\n")
        assert.property(JSON.parse(line)[0], "role")
        yield* server.signal("SIGTERM")
        assert.strictEqual((yield* server.ended).code, 0)
      }),
    60_000
  )

  it.scopedLive("leaves nothing to load for a server that runs none", () =>
    Effect.gen(function* () {
      const server = yield* serve(["--sandbox"])
      const { json, status } = yield* start(server, { conversations }, "k")
      assert.deepStrictEqual([status, json.setting], [501, "MESSAGES_EXPORTS"])
      assert.deepStrictEqual((yield* ask(server, "/readyz")).json, { status: "ready" })
    })
  )
})
