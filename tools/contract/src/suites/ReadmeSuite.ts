/** Tests that the program in the README is `example.ts`, and that it prints what the README says. */
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { readFileSync } from "node:fs"
import * as ContractServer from "../ContractServer.js"
import type { Json } from "../Json.js"
import type { Provider } from "../Samples.js"

/** `test` is the URL of the test file; `example.ts` is beside it, one folder below the README. */
export interface Subject {
  readonly test: string
  readonly example: () => Promise<unknown>
  readonly provider: Provider
  /** The message that the program reads. */
  readonly message: Json
  readonly environment: (url: string) => Readonly<Record<string, string>>
}

export const run = ({ environment, example, message, provider, test }: Subject): void =>
  it.scopedLive("shows a program that runs as written", () =>
    Effect.gen(function* () {
      const read = (name: string): string => readFileSync(new URL(name, test), "utf8")
      const readme = read("../README.md")
      assert.strictEqual(block(readme, "ts"), read("./example.ts"))
      const server = yield* ContractServer.make()
      yield* server.answer(`${provider}.get-message`, ContractServer.json(message))
      Object.assign(process.env, environment(server.url))
      const printed: Array<string> = []
      const { error, log } = console
      console.log = console.error = (...values) => void printed.push(values.join(" "))
      yield* Effect.promise(() => example().finally(() => Object.assign(console, { error, log })))
      assert.strictEqual(`${printed.join("\n")}\n`, block(readme, "text"))
    })
  )

const block = (readme: string, language: string): string =>
  new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "s").exec(readme)?.[1] ?? `no ${language} in the README`
