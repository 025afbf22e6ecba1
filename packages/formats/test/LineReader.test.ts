/** Documents whose lines are read one by one. */
import { assert, describe, it } from "@effect/vitest"
import { Formats, LineReader } from "@org/messages-formats"
import * as Either from "effect/Either"
import { weather } from "./weather.js"

const registry = Formats.of(Formats.standard)
const lines = weather.map((message) => JSON.stringify(message))
const [first = "", ...more] = lines

describe("LineReader", () => {
  it("reads canonical messages as they come, named or not", () => {
    for (const from of [undefined, "ndjson", "canonical"]) {
      const reader = LineReader.make(registry, `\ufeff${first}`, from)
      const messages = [[`\ufeff${first}`, ""], more, [" "]].flatMap((lines) =>
        reader === undefined ? [] : Either.getOrThrow(reader.read(lines))
      )
      assert.deepEqual(messages, weather)
    }
  })

  it("leaves documents to others that must be read as a whole", () => {
    for (const whole of [
      "{",
      "[",
      `[${first}]`,
      `{"items":[${first}]}`,
      "<html>",
      "{}",
      '{"role":"user","content":"Hi"}'
    ])
      assert.isUndefined(LineReader.make(registry, whole), whole)
    assert.isUndefined(LineReader.make(registry, '{"role":"user","content":"Hi"}', "chat"))
    assert.isUndefined(LineReader.make(registry, `{"input":[${first}],"output":[${first}]}`, "canonical"))
  })

  it("says where something is wrong in the whole document", () => {
    const problemOf = (wrong: string) => {
      const reader = LineReader.make(registry, first)
      const read = reader?.read([first, ""]) && reader.read([first, wrong])
      return read === undefined ? undefined : Either.getOrThrow(Either.flip(read))
    }
    assert.deepInclude(problemOf('{"cut'), { path: "", problem: "is not JSON in line 4" })
    assert.strictEqual(problemOf("{}")?.path.split("/")[1], "2")
  })
})
