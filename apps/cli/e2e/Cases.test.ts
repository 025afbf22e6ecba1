/** Messages that real programs met, read by the bundled program. */
import { assert, describe, it } from "@effect/vitest"
import { Cases } from "@org/messages-contract"
import { loopback, run } from "./support.js"

/** The calls of each case: name, id, and the input or its text. */
const calls: Readonly<Record<string, ReadonlyArray<readonly [name: string, id: string, input: unknown]>>> = {
  "07": [
    ["Read", "t1", null],
    ["Read", "t2", undefined]
  ],
  "14": [
    ["run", "c1", '{"command": "ls -la'],
    ["now", "c2", ""],
    ["obj", "c3", { a: 1 }],
    ["twice", "c4", '{"a":1}'],
    ["notype", "c5", {}],
    ["lc", "c6", undefined],
    ["spaced", "c7", { a: 1 }]
  ],
  "36": [["send", "c1", '{"chat_id": -1001234567890123456789, "user": 9007199254740993}']]
}

describe("a call whose arguments are imperfect", () => {
  for (const [number, expected] of Object.entries(calls)) {
    const { json, name, ref } = Cases.get(number)

    it(`keeps its name, its id and its input: ${name}`, async () => {
      const provider = await loopback((_, response) => response.end(JSON.stringify(json)))
      const env = {
        FACTORY_API_KEY: "k",
        FACTORY_API_URL: provider.url,
        MIELTO_API_KEY: "k",
        MIELTO_API_URL: provider.url
      }
      for (const options of [[], ["--strict"]]) {
        const { stdout } = await run(["get", ref, ...options], { env })
        const parts: ReadonlyArray<Record<string, unknown>> = JSON.parse(stdout).parts
        assert.deepStrictEqual(
          parts
            .filter(({ type }) => type === "tool-call")
            .map(({ callId, input, inputText, name }) => [name, callId, input === undefined ? inputText : input]),
          expected.map((call) => [...call])
        )
      }
      const { stdout } = await run(["get", ref, "--format", "pretty"], { env })
      for (const [name, callId, input] of expected) {
        assert.include(stdout, `[call ${name} · ${callId}]\n`)
        if (typeof input === "string") assert.include(stdout, input)
      }
      provider.close()
    })
  }
})
