import { assert, describe, it } from "@effect/vitest"
import { Setting } from "@org/messages-core"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { inspect } from "node:util"

const read = (value?: string) =>
  Effect.withConfigProvider(
    Setting.of("LIMIT", "must be a number up to 10", 7, Setting.integer(1, 10)),
    ConfigProvider.fromMap(new Map(value === undefined ? [] : [["LIMIT", value]]))
  )

describe("a setting", () => {
  it.effect("has the value of its variable, or the fallback if that is not set or blank", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual([yield* read(), yield* read(""), yield* read("  "), yield* read(" 10 ")], [7, 7, 7, 10])
    })
  )

  for (const value of ["0", "11", "1.5", "-1", "1e1", "canary"]) {
    it.effect(`is refused by its name alone where it says ${value}`, () =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(read(value))
        assert.match(String(error), /(?<!\w)LIMIT: "must be a number up to 10"/)
        assert.notInclude(inspect(error), "canary")
      })
    )
  }
})

describe("a time", () => {
  for (const [text, millis] of [
    ["500ms", 500],
    ["10s", 10_000],
    ["15 m", 900_000],
    ["24h", 86_400_000]
  ] as const) {
    it(`is read from ${text}`, () =>
      assert.deepStrictEqual(Option.map(Setting.duration(text), Duration.toMillis), Option.some(millis)))
  }

  for (const text of ["0s", "10", "s", "-1s", "1.5s", "1d", "infinity", "100000s"]) {
    it(`is not ${text}`, () => assert.isTrue(Option.isNone(Setting.duration(text))))
  }
})
