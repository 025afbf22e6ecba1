/** Runs the README's program, and checks that it prints what the README says. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { readFileSync } from "node:fs"
import * as LoopbackServer from "./exchange/LoopbackServer.js"

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8")

const readme = read("../README.md")

const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "s").exec(readme)?.[1] ?? `no ${language} in the README`

it.scopedLive("shows a program that runs as written", () =>
  Effect.gen(function* () {
    assert.strictEqual(block("ts"), read("./example.ts"))
    const server = yield* LoopbackServer.make((socket) =>
      socket.write(LoopbackServer.answer('{"id":"m1","content":"Hello"}'))
    )
    Object.assign(process.env, { HONCHO_API_KEY: "a-key", HONCHO_URL: server.url })
    const printed: Array<string> = []
    const { log } = console
    console.log = (...values) => void printed.push(values.join(" "))
    yield* Effect.promise(() => import("./example.js").finally(() => Object.assign(console, { log })))
    assert.strictEqual(`${printed.join("\n")}\n`, block("text"))
  })
)
