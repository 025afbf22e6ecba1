/** Settings: a missing one is nothing, an unusable one is an error, and no error repeats a value. */
import { assert, describe, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import type * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as ProviderSettings from "../../src/settings/ProviderSettings.js"
import { renderings } from "../Renderings.js"

const read = <A>(config: Config.Config<A>, value?: string) =>
  Effect.exit(
    Effect.withConfigProvider(
      config,
      ConfigProvider.fromMap(new Map(value === undefined ? [] : [["THE_VARIABLE", value]]))
    )
  )

const key = ProviderSettings.key("THE_VARIABLE")
const url = ProviderSettings.url("THE_VARIABLE")
const id = ProviderSettings.id("THE_VARIABLE")

const unusable: ReadonlyArray<readonly [name: string, config: Config.Config<unknown>, value: string]> = [
  ["a key with a line break at its end", key, "canary-key\n"],
  ["a key with a line break inside", key, "canary-key\r\nx-evil: 1"],
  ["a key with a space at its end", key, "canary-key "],
  ["a key of spaces", key, "   "],
  ["a key in double quotes", key, '"canary-key"'],
  ["a key in single quotes", key, "'canary-key'"],
  ["a key with half a pair of quotes", key, "canary-key'"],
  ["a key that is not ASCII", key, "canary-ключ"],
  ["a key with a control character", key, "canary-\u0007key"],
  ["a text that is not a URL", url, "canary-host"],
  ["a URL with a line break", url, "https://canary.example\n"],
  ["a URL in quotes", url, '"https://canary.example"'],
  ["a URL with a password", url, "https://canary-user:canary-password@host.example"],
  ["a URL with a query", url, "https://host.example/?key=canary"],
  ["a URL of another scheme", url, "ftp://canary.example"],
  ["a URL in plain text", url, "http://canary.example"],
  ["an id with a line break", id, "canary\n"],
  ["an id in quotes", id, '"canary"'],
  ["an id that is not ASCII", id, "canary-é"],
  ["an id that steps out of its place", id, "../canary"],
  ["an id that is too long", id, "canary".repeat(100)]
]

describe("ProviderSettings", () => {
  it.effect("are undefined if a variable is missing or empty", () =>
    Effect.gen(function* () {
      const all: ReadonlyArray<Config.Config<unknown>> = [key, url, id]
      for (const config of all)
        for (const value of [undefined, ""]) assert.deepStrictEqual(yield* read(config, value), Exit.succeed(undefined))
    })
  )

  it.effect("give a key as it is, and keep it secret", () =>
    Effect.gen(function* () {
      const exit = yield* read(key, "fk-a,b=c'd\"e~")
      assert.isTrue(Exit.isSuccess(exit) && exit.value !== undefined && Redacted.value(exit.value) === "fk-a,b=c'd\"e~")
      for (const text of renderings(exit)) assert.notInclude(text, "fk-a")
    })
  )

  it.effect("give a URL without the slash at its end", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* read(url, "https://host.example/a/"), Exit.succeed("https://host.example/a"))
    })
  )

  it.effect("give an id as it is", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* read(id, "ws_1/2"), Exit.succeed("ws_1/2"))
    })
  )

  for (const [name, config, value] of unusable)
    it.effect(`refuse ${name}, and name the variable without its value`, () =>
      Effect.gen(function* () {
        const exit = yield* read(config, value)
        assert.isTrue(Exit.isFailure(exit))
        if (Exit.isSuccess(exit)) return
        assert.include(Cause.pretty(exit.cause), "THE_VARIABLE")
        for (const text of renderings(exit)) assert.notInclude(text, "canary")
      })
    )
})
