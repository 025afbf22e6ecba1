/** The server under load: what it holds in memory, and whether it answers every request. */
import { Pool } from "@effect/platform-node/Undici"
import { assert, describe, it } from "@effect/vitest"
import { Sandbox } from "@org/messages-sandbox"
import * as Effect from "effect/Effect"
import { existsSync, readFileSync } from "node:fs"
import { Readable } from "node:stream"
import { ask } from "../test/Served.js"
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
      assert.deepStrictEqual(new Set(statuses), new Set([413]))
      assert.isBelow(megabytes() - before, 150, "400 megabytes were sent")
      yield* Effect.promise(() => pool.destroy())
    })
  )
})

describe("a server that is told to stop under load", () => {
  it.scopedLive("first says that it is not ready, answers everything that it was asked, and ends with 0", () =>
    Effect.gen(function* () {
      const server = yield* serve(["--sandbox"])
      const pool = new Pool(server.url, { connections: 32 })
      const target = `/v1/messages/${encodeURIComponent(Sandbox.seeds[0]?.ref ?? "")}`
      const received = new Map<string, number>()
      const note = (what: string) => received.set(what, (received.get(what) ?? 0) + 1)
      /** Repeats the request until the server says that it is stopping. */
      const caller = async (): Promise<void> => {
        for (;;) {
          try {
            const { body, statusCode } = await pool.request({ path: target, method: "GET" })
            await body.dump()
            note(String(statusCode))
            if (statusCode === 503) return
          } catch (error) {
            const { code } = error as { readonly code?: string }
            note(String(code))
            return
          }
        }
      }
      const callers = Promise.all(Array.from({ length: 32 }, caller))
      yield* Effect.repeat(Effect.sleep("5 millis"), { until: () => (received.get("200") ?? 0) > 200 })
      yield* server.signal("SIGTERM")
      const { code } = yield* server.ended
      yield* Effect.promise(() => callers)
      assert.strictEqual(code, 0)
      assert.isAbove(received.get("503") ?? 0, 0)
      const dropped = [...received].filter(([what]) => !["200", "503", "ECONNREFUSED"].includes(what))
      assert.deepStrictEqual(dropped, [])
      yield* Effect.promise(() => pool.destroy())
    })
  )
})
