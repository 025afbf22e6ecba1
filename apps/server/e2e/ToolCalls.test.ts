/** Tool calls whose arguments are imperfect, as real models write them: they keep their names and ids through the server. */
import { assert, describe, it } from "@effect/vitest"
import { Cases } from "@org/messages-contract"
import * as Effect from "effect/Effect"
import { createServer } from "node:http"
import { ask } from "../test/TestServer.js"
import { serve } from "./Program.js"

/** A provider that answers every request with one body. */
const provider = (body: unknown) =>
  Effect.map(
    Effect.acquireRelease(
      Effect.async<ReturnType<typeof createServer>>((resume) => {
        const server = createServer((_, response) => {
          response.writeHead(200, { "content-type": "application/json" })
          response.end(JSON.stringify(body))
        })
        server.listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
      }),
      (server) =>
        Effect.sync(() => {
          server.close()
          server.closeAllConnections()
        })
    ),
    (server) => {
      const address = server.address()
      return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`
    }
  )

const call = (callId: string, name: string, input: object) => ({ type: "tool-call", callId, name, ...input })

/** Case 36 as it came: parsing it would lose digits. */
const digits = '{"chat_id": -1001234567890123456789, "user": 9007199254740993}'

const expected = {
  "07": [call("t1", "Read", { input: null }), call("t2", "Read", {})],
  "14": [
    call("c1", "run", { inputText: '{"command": "ls -la' }),
    call("c2", "now", { inputText: "" }),
    call("c3", "obj", { input: { a: 1 } }),
    call("c4", "twice", { input: '{"a":1}' }),
    call("c5", "notype", { input: {} }),
    // In a field that the contract does not have: it is not guessed, and stays in the residue.
    call("c6", "lc", {}),
    call("c7", "spaced", { input: { a: 1 } })
  ],
  "36": [call("c1", "send", { inputText: digits })]
}

describe("GET /v1/messages/{ref}", () => {
  for (const [number, calls] of Object.entries(expected))
    it.scopedLive(`shows the tool calls of case ${number} with their names, ids and arguments`, () =>
      Effect.gen(function* () {
        const { json, ref } = Cases.get(number)
        const url = yield* provider(json)
        const server = yield* serve([], {
          FACTORY_API_KEY: "key",
          FACTORY_API_URL: url,
          MIELTO_API_KEY: "key",
          MIELTO_API_URL: url,
          MIELTO_WORKSPACE_ID: "wsp_a"
        })
        const answer = yield* ask(server, `/v1/messages/${encodeURIComponent(ref)}`)
        assert.strictEqual(answer.status, 200, answer.text)
        const parts: ReadonlyArray<{ readonly type: string }> = answer.json.parts
        const found = parts.filter(({ type }) => type === "tool-call")
        assert.lengthOf(found, calls.length)
        for (const [index, call] of calls.entries()) assert.deepInclude(found[index], call)
      })
    )
})
