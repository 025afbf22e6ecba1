import { assert, describe, it } from "@effect/vitest"
import { Contract } from "@org/messages-contract"
import * as Effect from "effect/Effect"
import { Sandbox } from "../src/index.js"
import { bearer, type Options, send, services } from "./Client.js"

const conversation = "0b0e5a1e-0000-4000-8000-000000000001"
const message = "3e55a9e0-0000-4000-8000-000000000001"

const headers = bearer("vf_sandbox")

const get = (conversationId: string, messageId: string, options: Options = {}) =>
  send(`/veryfront/conversations/${conversationId}/messages/${messageId}`, { headers, ...options })

/** Checks that the response is problem details with these members, in the form that the contract has for errors. */
const refused = ({ headers, json, status }: Effect.Effect.Success<ReturnType<typeof send>>, expected: object) => {
  assert.strictEqual(headers["content-type"], "application/problem+json")
  assert.deepInclude(json, { status, ...expected })
  assert.deepStrictEqual(Contract.of("veryfront.get-message").answer(404, json), [])
}

describe("Veryfront", () => {
  it.scoped("accepts its key as a bearer token or in a header, and no other key", () =>
    Effect.gen(function* () {
      for (const headers of [bearer("vf_sandbox"), { "x-api-key": "vf_sandbox" }])
        assert.strictEqual((yield* get(conversation, message, { headers })).status, 200)
      for (const headers of [{}, bearer("vf_other"), { "x-api-key": "vf_other" }])
        refused(yield* get(conversation, message, { headers }), { status: 401, title: "Unauthorized" })
    }).pipe(Effect.provide(services))
  )

  it.scoped("refuses ids that are not UUIDs, and says which", () =>
    Effect.gen(function* () {
      const invalid = (field: string) => ({ field, message: "Invalid uuid", code: "invalid_string" })
      const both = yield* get("c1", "m1")
      refused(both, { status: 400, title: "Validation Error", instance: "/conversations/c1/messages/m1" })
      assert.deepInclude(both.json, { errors: [invalid("conversation_id"), invalid("message_id")] })
      assert.deepInclude((yield* get(conversation, "m1")).json, { errors: [invalid("message_id")] })
    }).pipe(Effect.provide(services))
  )

  it.scoped("refuses the conversation of another account", () =>
    Effect.gen(function* () {
      const [, conversationId = "", messageId = ""] = /:(.*)\/(.*)/.exec(Sandbox.forbidden) ?? []
      const answer = yield* get(conversationId, messageId)
      refused(answer, { status: 403, title: "Forbidden", detail: "No access to this conversation" })
    }).pipe(Effect.provide(services))
  )

  it.scoped("refuses any other message, path or method", () =>
    Effect.gen(function* () {
      refused(yield* get(conversation, conversation), { status: 404, title: "Not Found", detail: "Message not found" })
      refused(yield* get(message, message), { status: 404, title: "Not Found" })
      refused(yield* send("/veryfront/nothing", { headers }), { status: 404, title: "Not Found" })
      refused(yield* get(conversation, message, { method: "PATCH" }), { status: 405, title: "Method Not Allowed" })
    }).pipe(Effect.provide(services))
  )
})
