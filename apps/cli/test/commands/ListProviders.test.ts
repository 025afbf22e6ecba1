import { assert, describe, it } from "@effect/vitest"
import type { Messages } from "@org/messages-core"
import * as Effect from "effect/Effect"
import { run } from "../support.js"

describe("providers", () => {
  const some: ReadonlyArray<Messages.Availability> = [
    { provider: "factory", url: "https://api.factory.ai", configured: true, operations: ["get", "post"] },
    {
      provider: "mielto",
      url: "https://m.example/\u001b",
      configured: false,
      missing: "MIELTO_API_KEY",
      operations: ["get"]
    }
  ]

  it.effect("shows a table, or JSON", () =>
    Effect.gen(function* () {
      const world = { port: { providers: Effect.succeed(some) } }
      const { stderr, stdout } = yield* run(["providers", "--format", "pretty"], world)
      assert.strictEqual(
        stdout,
        [
          "PROVIDER  CONFIGURED                     URL                       OPERATIONS",
          "Factory   yes                            https://api.factory.ai    get, post",
          "Mielto    no: MIELTO_API_KEY is not set  https://m.example/\\u001b  get",
          ""
        ].join("\n")
      )
      assert.strictEqual(stderr, "")
      assert.deepStrictEqual(JSON.parse((yield* run(["providers"], world)).stdout), some)
    })
  )

  it.effect("says how to try it if nothing is configured", () =>
    Effect.gen(function* () {
      const { exit, stderr } = yield* run(["providers", "--format", "pretty"])
      assert.strictEqual(exit, 0)
      assert.match(stderr, /messages sandbox/)
    })
  )
})
