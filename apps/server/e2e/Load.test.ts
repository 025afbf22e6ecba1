/** The server under load: how much memory it uses, and whether every caller gets a response. */
import { Client, Pool } from "@effect/platform-node/Undici"
import { assert, describe, it } from "@effect/vitest"
import { Sandbox } from "@org/messages-sandbox"
import * as Effect from "effect/Effect"
import { existsSync, readFileSync } from "node:fs"
import { Readable } from "node:stream"
import { ask } from "../test/TestServer.js"
import { serve } from "./Program.js"

describe("memory", () => {
  it.scopedLive("does not grow with bodies over the limit", (context) =>
    Effect.gen(function* () {
      context.skip(!existsSync("/proc/self/status"), "only Linux tells the memory of a process")
      const server = yield* serve(["--sandbox"], { MESSAGES_BODY_LIMIT: "100000" })
      const megabytes = () => {
        const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8")) ?? []
        return Number(kilobytes) / 1024
      }
      yield* ask(server, "/healthz")
      const before = megabytes()
      const chunk = Buffer.alloc(64 * 1024, " ")
      const upload = function* () {
        for (let count = 0; count < 320; count++) yield chunk
      }
      const pool = new Pool(server.url, { connections: 20 })
      const post = async () => {
        const headers = { "content-type": "application/json" }
        const { body, statusCode } = await pool.request({
          path: "/v1/messages",
          method: "POST",
          headers,
          body: Readable.from(upload())
        })
        await body.dump()
        return statusCode
      }
      const statuses = yield* Effect.promise(() => Promise.all(Array.from({ length: 20 }, post)))
      // 503 where eight others were larger than the limit at the same moment.
      assert.includeMembers([413, 503], statuses)
      assert.isBelow(megabytes() - before, 150, "400 megabytes were sent")
      yield* Effect.promise(() => pool.destroy())
    })
  )
})

describe("a server that stops under load", () => {
  const clients = 32

  it.scopedLive(
    "answers every request that it has read, late ones with 503, resets no connection, and exits with 0",
    () =>
      Effect.gen(function* () {
        // Generous limits, because the sandbox in the same process is under the same load.
        const server = yield* serve(["--sandbox"], { MESSAGES_ATTEMPT_TIMEOUT: "30s", MESSAGES_DEADLINE: "1m" })
        const target = `/v1/messages/${encodeURIComponent(Sandbox.seeds[0]?.ref ?? "")}`
        const outcomes = new Map<string, number>()
        const count = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
        /** Sends one request after another on its own connection until the server refuses one or closes the connection. */
        const caller = async (onFirst: () => void): Promise<void> => {
          const client = new Client(server.url)
          for (let isOpen = true; isOpen;) {
            try {
              const { body, statusCode } = await client.request({ path: target, method: "GET" })
              await body.dump()
              count(String(statusCode))
              isOpen = statusCode !== 503
            } catch (error) {
              const { code } = error as { readonly code?: string }
              count(String(code))
              isOpen = false
            }
            onFirst()
          }
          await client.destroy()
        }
        const running: Array<Promise<void>> = []
        const connect = () => new Promise<void>((resolve) => running.push(caller(resolve)))
        // A connection that has had a response was accepted before the server stops listening.
        yield* Effect.promise(() => Promise.all(Array.from({ length: clients }, connect)))
        yield* server.signal("SIGTERM")
        const { code, stderr } = yield* server.ended
        yield* Effect.promise(() => Promise.all(running))
        assert.strictEqual(code, 0)
        assert.isAbove(outcomes.get("503") ?? 0, 0)
        const answered = (outcomes.get("200") ?? 0) + (outcomes.get("503") ?? 0)
        const logged = stderr.split('"message":"request"').length - 1
        assert.isAtMost(logged, answered, "every request in the server's log was answered")
        // A server may close an idle connection while a request is on its way (RFC 9112, section 9.5): `UND_ERR_SOCKET` is the
        // clean end of such a connection, and `ECONNREFUSED` a connection attempted afterwards. A reset is neither.
        const allowed = ["200", "503", "ECONNREFUSED", "UND_ERR_SOCKET"]
        assert.deepStrictEqual(
          [...outcomes].filter(([outcome]) => !allowed.includes(outcome)),
          []
        )
      })
  )
})
