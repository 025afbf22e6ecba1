import { assert, describe, it } from "@effect/vitest"
import { Contract, Samples } from "@org/messages-contract"
import * as Effect from "effect/Effect"
import { bearer, type Options, send, services } from "./Client.js"

const key = { "x-api-key": "mk_sandbox" }

const get = (id: string, options: Options = {}) => send(`/mielto/api/v1/messages/${id}`, { headers: key, ...options })

describe("Mielto", () => {
  it.scoped("accepts its key as a bearer token or in a header, and no other key", () =>
    Effect.gen(function* () {
      for (const headers of [key, bearer("mk_sandbox")])
        assert.strictEqual((yield* get("msg_refund_question", { headers })).status, 200)
      for (const [headers, detail] of [
        [{}, "Not authenticated"],
        [bearer("mk_other"), "Invalid API key"],
        [{ "x-api-key": "mk_other" }, "Invalid API key"]
      ] as const) {
        const { json, status } = yield* get("msg_refund_question", { headers })
        assert.deepStrictEqual([status, json], [401, { detail }])
      }
    }).pipe(Effect.provide(services))
  )

  it.scoped("refuses any other message, path or method", () =>
    Effect.gen(function* () {
      const none = yield* get("msg_nothing")
      assert.deepStrictEqual([none.status, none.json], [404, Samples.get("mielto", "error-404.json").json])
      const path = yield* send("/mielto/api/v1/nothing", { headers: key })
      assert.deepStrictEqual([path.status, path.json], [404, { detail: "Not Found" }])
      const method = yield* get("msg_refund_question", { method: "PUT" })
      assert.deepStrictEqual([method.status, method.json], [405, { detail: "Method Not Allowed" }])
    }).pipe(Effect.provide(services))
  )

  it.scoped("searches the workspace that the request names", () =>
    Effect.gen(function* () {
      const inWorkspace = (id: string) => get("msg_refund_question", { headers: { ...key, "x-workspace-id": id } })
      assert.strictEqual((yield* inWorkspace("wsp_sandbox")).status, 200)
      assert.strictEqual((yield* inWorkspace("wsp_other")).status, 404)
      const { json, status } = yield* inWorkspace("sandbox")
      assert.strictEqual(status, 422)
      assert.isNotEmpty(JSON.parse(JSON.stringify(json)).detail)
      assert.deepStrictEqual(Contract.of("mielto.get-message").answer(422, json), [])
    }).pipe(Effect.provide(services))
  )
})
