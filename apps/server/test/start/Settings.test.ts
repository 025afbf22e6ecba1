/** The settings: defaults, values from the environment, and values that stop the start. */
import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { readFileSync } from "node:fs"
import { inspect } from "node:util"
import * as Settings from "../../src/start/Settings.js"
import * as StartFailure from "../../src/start/StartFailure.js"

const read = (environment: Readonly<Record<string, string>>) =>
  Effect.withConfigProvider(
    Effect.mapError(Settings.config, StartFailure.of),
    ConfigProvider.fromMap(new Map(Object.entries(environment)))
  )

describe("Settings", () => {
  it.effect("are all optional, and a blank value counts as not set", () =>
    Effect.gen(function* () {
      for (const environment of [{}, { MESSAGES_HOST: "", MESSAGES_PORT: " ", MESSAGES_TOKENS: "" }]) {
        const { host, port, sandbox, tokens } = yield* read(environment)
        assert.deepStrictEqual(
          { host, port, sandbox, tokens },
          { host: "127.0.0.1", port: 8787, sandbox: false, tokens: [] }
        )
      }
    })
  )

  it.effect("have the defaults of the table in docs/settings.md", () =>
    Effect.gen(function* () {
      const page = readFileSync(new URL("../../../../docs/settings.md", import.meta.url), "utf8")
      const documented = (variable: string) =>
        new RegExp(`^\\| \`${variable}\`\\s*\\| \`([^\`]+)\``, "m").exec(page)?.[1]
      const values = yield* read({})
      const defaults = {
        MESSAGES_HOST: values.host,
        MESSAGES_PORT: String(values.port),
        MESSAGES_SANDBOX: values.sandbox ? "1" : "0",
        MESSAGES_LOG_LEVEL: values.logLevel._tag.toLowerCase(),
        MESSAGES_BODY_LIMIT: String(values.bodyLimit),
        MESSAGES_JSON_LIMIT: String(values.jsonLimit),
        MESSAGES_HEADER_LIMIT: String(values.headerLimit),
        MESSAGES_REQUEST_TIMEOUT: `${Duration.toSeconds(values.requestTimeout)}s`,
        MESSAGES_STOP_TIMEOUT: `${Duration.toSeconds(values.stopTimeout)}s`,
        MESSAGES_IDEMPOTENCY_TTL: `${Duration.toHours(values.idempotencyTtl)}h`
      }
      for (const [variable, value] of Object.entries(defaults)) {
        assert.strictEqual(documented(variable), value, variable)
      }
      assert.deepStrictEqual([values.tokens, values.store, values.databaseUrl], [[], undefined, undefined])
      assert.isUndefined(values.logFormat)
    })
  )

  it.effect("are read from the environment", () =>
    Effect.gen(function* () {
      const values = yield* read({
        MESSAGES_HOST: "::1",
        MESSAGES_PORT: "0",
        MESSAGES_TOKENS: "token-one, token-two",
        MESSAGES_ORIGINS: "https://app.example.com, http://localhost:5173,http://[::1]:1",
        MESSAGES_SANDBOX: "1",
        MESSAGES_LOG_LEVEL: "WARNING",
        MESSAGES_LOG_FORMAT: "pretty",
        MESSAGES_BODY_LIMIT: "1000",
        MESSAGES_REQUEST_TIMEOUT: "1500ms",
        MESSAGES_STOP_TIMEOUT: "20 s",
        MESSAGES_STORE: "posts.db",
        MESSAGES_DATABASE_URL: "postgresql://user:canary-secret@db.example.com/messages?sslmode=require",
        MESSAGES_IDEMPOTENCY_TTL: "36h",
        MESSAGES_EXPORTS_RUNNER: "[fd00::5]:9787",
        MESSAGES_EXPORTS_RATES: "factory=20, honcho = 0.5"
      })
      assert.deepStrictEqual(values.exportsRunner, { host: "fd00::5", port: 9787 })
      assert.deepStrictEqual(values.exportsRates, { factory: 20, honcho: 0.5 })
      assert.deepInclude(values, { host: "::1", port: 0, sandbox: true, bodyLimit: 1_000, headerLimit: 16_384 })
      assert.strictEqual(values.logLevel.label, "WARN")
      assert.deepStrictEqual(values.origins, ["https://app.example.com", "http://localhost:5173", "http://[::1]:1"])
      assert.strictEqual(values.logFormat, "pretty")
      assert.deepStrictEqual(values.tokens.map(Redacted.value), ["token-one", "token-two"])
      assert.strictEqual(Duration.toMillis(values.requestTimeout), 1_500)
      assert.strictEqual(Duration.toMillis(values.stopTimeout), 20_000)
      assert.strictEqual(values.store, "posts.db")
      assert.strictEqual(Duration.toHours(values.idempotencyTtl), 36)
      assert.notMatch(inspect(values, { depth: 9 }), /token-one|canary-secret/)
    })
  )

  it.effect("keep posts in the XDG state directory, unless a store is set", () =>
    Effect.gen(function* () {
      const places = [
        [{ HOME: "/home/me" }, "/home/me/.local/state/messages/idempotency.db"],
        [{ HOME: "/home/me", XDG_STATE_HOME: "/state" }, "/state/messages/idempotency.db"],
        [{ HOME: "/home/me", XDG_STATE_HOME: "state" }, "/home/me/.local/state/messages/idempotency.db"],
        [{ HOME: "" }, undefined],
        [{ HOME: "me" }, undefined],
        [{}, undefined]
      ] as const
      for (const [environment, place] of places) {
        const { stateFile, store } = yield* read(environment)
        assert.deepStrictEqual([stateFile, store], [place, undefined])
      }
    })
  )

  it.effect("that are bad stop the start with an error that has their name and not their value", () =>
    Effect.gen(function* () {
      const canary = "c4n4ry c4n4ry"
      const bad = {
        MESSAGES_HOST: [canary, "http://c4n4ry", "c4n4ry/"],
        MESSAGES_PORT: [canary, "-1", "65536", "1.5", "0x10"],
        MESSAGES_TOKENS: [canary, "c4n4ry1", "c4n4ry-long,,c4n4ry-longer", "c4n4ry-é-long"],
        MESSAGES_ORIGINS: [
          canary,
          "c4n4ry",
          "*",
          "null",
          "https://c4n4ry.example/",
          "https://C4n4ry.example",
          "https://c4n4ry.example:443",
          "https://c4n4ry@example.com",
          "https://c4n4ry.example/path",
          "https://*.c4n4ry.example",
          "ftp://c4n4ry.example",
          "chrome-extension://c4n4ry",
          "https://a.example,,https://c4n4ry.example",
          "https://a.example https://c4n4ry.example"
        ],
        MESSAGES_SANDBOX: [canary, "2"],
        MESSAGES_LOG_LEVEL: [canary],
        MESSAGES_LOG_FORMAT: [canary, "text"],
        MESSAGES_BODY_LIMIT: [canary, "0", "-5", "268435457"],
        MESSAGES_HEADER_LIMIT: [canary, "1023"],
        MESSAGES_REQUEST_TIMEOUT: [canary, "10", "-1s", "0s"],
        MESSAGES_STOP_TIMEOUT: [canary, "ten seconds"],
        MESSAGES_STORE: ["c4n4ry\0"],
        MESSAGES_DATABASE_URL: [
          canary,
          "c4n4ry",
          "mysql://c4n4ry",
          "postgresql://c4n4ry:c 4n4ry@h/d",
          "postgresql://h:c4n4ry/d"
        ],
        MESSAGES_IDEMPOTENCY_TTL: [canary, "59s", "1d", "24"],
        MESSAGES_EXPORTS: ["c4n4ry\0"],
        MESSAGES_EXPORTS_RUNNER: [canary, "c4n4ry", "c4n4ry:0", "c4n4ry:65536", "c4n4ry:80:80", "http://c4n4ry:80"],
        MESSAGES_EXPORTS_RATES: [canary, "c4n4ry=1", "factory", "factory=0", "factory=-1", "factory=1,c4n4ry=2"]
      }
      for (const [name, values] of Object.entries(bad)) {
        for (const value of values) {
          const { exit, message } = yield* Effect.flip(read({ [name]: value }))
          assert.strictEqual(exit, 3)
          assert.match(message, new RegExp(`^${name} cannot be used: expected `))
          assert.notInclude(message, "c4n4ry")
        }
      }
    })
  )

  it.effect("are all named when several are bad", () =>
    Effect.gen(function* () {
      const { message } = yield* Effect.flip(read({ MESSAGES_PORT: "x", MESSAGES_SANDBOX: "x" }))
      assert.match(message, /^MESSAGES_PORT .*\nMESSAGES_SANDBOX /)
    })
  )

  it.effect("of exports name a folder, or a runner and its database", () =>
    Effect.gen(function* () {
      const databaseUrl = { MESSAGES_DATABASE_URL: "postgresql://db/messages" }
      const runner = { MESSAGES_EXPORTS_RUNNER: "10.0.0.5:9787" }
      const folder = { MESSAGES_EXPORTS: "exports" }
      assert.strictEqual((yield* read({ ...databaseUrl, ...folder })).exportsFolder, "exports")
      assert.deepStrictEqual((yield* read({ ...databaseUrl, ...runner })).exportsRunner, {
        host: "10.0.0.5",
        port: 9787
      })
      for (const [environment, says] of [
        [runner, /^MESSAGES_EXPORTS_RUNNER .* needs MESSAGES_DATABASE_URL$/],
        [
          { ...databaseUrl, ...runner, ...folder },
          /^MESSAGES_EXPORTS cannot be used: .*MESSAGES_EXPORTS_RUNNER is set$/
        ]
      ] as const) {
        const { exit, message } = yield* Effect.flip(read(environment))
        assert.strictEqual(exit, 3)
        assert.match(message, says)
      }
    })
  )

  it.effect("allow an address that is not loopback only with tokens", () =>
    Effect.gen(function* () {
      for (const host of ["0.0.0.0", "::", "192.168.0.1", "example.com", "127.0.0.1.example.com", "128.0.0.1"]) {
        const { exit, message } = yield* Effect.flip(read({ MESSAGES_HOST: host }))
        assert.strictEqual(exit, 3)
        assert.strictEqual(
          message,
          "MESSAGES_HOST cannot be used: an address that is not loopback needs MESSAGES_TOKENS (--host sets it too)"
        )
        assert.strictEqual((yield* read({ MESSAGES_HOST: host, MESSAGES_TOKENS: "token-one" })).host, host)
      }
      for (const host of ["127.0.0.1", "127.1.2.3", "localhost", "::1"]) {
        assert.strictEqual((yield* read({ MESSAGES_HOST: host })).host, host)
      }
    })
  )
})
