import { assert, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Greeting from "../../src/start/Greeting.js"
import * as Options from "../../src/start/Options.js"
import * as Settings from "../../src/start/Settings.js"

const of = (provider: "factory" | "honcho", configured: boolean) =>
  ({ provider, url: "https://x.test", configured, operations: ["get"] }) as const

it("a terminal gets two lines: where the server listens and its reference is, and what is configured", () => {
  const url = "http://127.0.0.1:8787"
  assert.strictEqual(
    Greeting.lines(url, [of("factory", true), of("honcho", false)], false),
    `Listening on ${url}; reference at ${url}/docs\nConfigured: Factory; not configured: Honcho\n`
  )
  assert.match(Greeting.lines(url, [of("honcho", false)], false), /\nNo provider is configured\n$/)
  assert.match(Greeting.lines(url, [of("honcho", true)], true), /\nConfigured: Honcho \(sandboxes\)\n$/)
})

it.effect("--port and --host win over the environment, and are checked like it", () =>
  Effect.gen(function* () {
    const settings = (options: Options.Values) =>
      Options.over(options, ConfigProvider.fromMap(new Map([["MESSAGES_PORT", "1"]]))).load(Settings.config)
    assert.deepInclude(yield* settings({ port: "2", host: "::1" }), { port: 2, host: "::1" })
    assert.deepInclude(yield* settings({}), { port: 1, host: "127.0.0.1" })
    yield* Effect.flip(settings({ port: "x" }))
    yield* Effect.flip(settings({ host: "0.0.0.0" }))
  })
)
