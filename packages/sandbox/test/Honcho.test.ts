import { assert, describe, it } from "@effect/vitest"
import { Contract, Samples } from "@org/messages-contract"
import * as Effect from "effect/Effect"
import { bearer, type Options, send, services } from "./Client.js"

const id = "Vq7hR2mZ0sXkLpT4bN9cA"

const headers = bearer("hch-sandbox")

const get = (workspace: string, session: string, message: string, options: Options = {}) =>
  send(`/honcho/v3/workspaces/${workspace}/sessions/${session}/messages/${message}`, { headers, ...options })

describe("Honcho", () => {
  it.scoped("distinguishes a missing token from a wrong one", () =>
    Effect.gen(function* () {
      const none = yield* get("bakery", "morning-orders", id, { headers: {} })
      assert.deepStrictEqual([none.status, none.json], [401, Samples.get("honcho", "error-401-no-token.json").json])
      const apiKey = yield* get("bakery", "morning-orders", id, { headers: { "x-api-key": "hch-sandbox" } })
      assert.deepStrictEqual([apiKey.status, apiKey.json], [401, { detail: "No access token provided" }])
      const wrong = yield* get("bakery", "morning-orders", id, { headers: bearer("other") })
      assert.deepStrictEqual([wrong.status, wrong.json], [401, { detail: "Invalid JWT" }])
    }).pipe(Effect.provide(services))
  )

  it.scoped("refuses any other message, path or method", () =>
    Effect.gen(function* () {
      for (const [workspace, session, message] of [
        ["bakery", "morning-orders", "V1StGXR8_Z5jdHi6B-myT"],
        ["other", "morning-orders", id],
        ["bakery", "w".repeat(512), id]
      ] as const) {
        const { json, status } = yield* get(workspace, session, message)
        assert.deepStrictEqual([status, json], [404, { detail: `Message with ID ${message} not found` }])
      }
      const path = yield* send("/honcho/v3/nothing", { headers })
      assert.deepStrictEqual([path.status, path.json], [404, { detail: "Not Found" }])
      const method = yield* get("bakery", "morning-orders", id, { method: "DELETE" })
      assert.deepStrictEqual([method.status, method.json], [405, { detail: "Method Not Allowed" }])
    }).pipe(Effect.provide(services))
  )

  it.scoped("refuses names that a workspace or session cannot have", () =>
    Effect.gen(function* () {
      const places = (json: unknown) =>
        JSON.parse(JSON.stringify(json)).detail.map(({ loc, type }: { loc: Array<string>; type: string }) => [
          loc[1],
          type
        ])
      for (const [workspace, session, expected] of [
        ["a.b", "s", [["workspace_id", "string_pattern_mismatch"]]],
        ["w", "a%2Fb", [["session_id", "string_pattern_mismatch"]]],
        ["a%0A", "s", [["workspace_id", "string_pattern_mismatch"]]],
        [
          "%C3%A9",
          "s".repeat(513),
          [
            ["workspace_id", "string_pattern_mismatch"],
            ["session_id", "string_too_long"]
          ]
        ]
      ] as const) {
        const { json, status } = yield* get(workspace, session, id)
        assert.strictEqual(status, 422)
        assert.deepStrictEqual(places(json), expected)
        assert.deepStrictEqual(Contract.of("honcho.get-message").answer(422, json), [])
      }
    }).pipe(Effect.provide(services))
  )

  it.scoped("gives times in UTC with microseconds", () =>
    Effect.gen(function* () {
      const { json } = yield* get("bakery", "morning-orders", id)
      assert.deepInclude(json, { created_at: "2026-01-05T06:30:00.080412Z" })
    }).pipe(Effect.provide(services))
  )
})
