/** The README's program is the one that runs here, and prints what the README says. */
import { assert, it } from "@effect/vitest"
import { ContractServer } from "@org/messages-contract"
import * as Effect from "effect/Effect"
import { readFileSync } from "node:fs"

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8")

const readme = read("../README.md")

const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "s").exec(readme)?.[1] ?? `no ${language} in the README`

const message = { id: "m1", conversation_id: "c1", sender_id: "u1", workspace_id: "w1", role: "user", content: "Hello" }

it.scopedLive("shows a program that runs as written", () =>
  Effect.gen(function* () {
    assert.strictEqual(block("ts"), read("./example.ts"))
    const server = yield* ContractServer.make()
    yield* server.answer("mielto.get-message", ContractServer.json(message))
    Object.assign(process.env, { MIELTO_API_KEY: "a-key", MIELTO_API_URL: server.url })
    const printed: Array<string> = []
    const { error, log } = console
    console.log = console.error = (...values) => void printed.push(values.join(" "))
    yield* Effect.promise(() => import("./example.js").finally(() => Object.assign(console, { error, log })))
    assert.strictEqual(`${printed.join("\n")}\n`, block("text"))
  })
)
