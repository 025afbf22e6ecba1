/** The four messages that docs/canonical.md shows before and after are what the code makes of them. */
import { assert, it } from "@effect/vitest"
import type { Json, Message } from "@org/messages-core"
import { Normalization } from "@org/messages-normalization"
import { readFileSync } from "node:fs"
import { canonicalText } from "./natives.js"

const document = readFileSync(new URL("../../../docs/canonical.md", import.meta.url), "utf8")

const shown = [
  ...document.matchAll(/^### (\w+)\n\nThe provider sends\n\n```json\n(.*?)```\n\nand .*?\n\n```json\n(.*?)```/gms)
].map(([, name = "", native = "", message = ""]) => ({ name, native, message }))

it("has four messages", () =>
  assert.deepStrictEqual(
    shown.map(({ name }) => name),
    ["Factory", "Mielto", "Honcho", "Veryfront"]
  ))

it.each(shown)("shows the canonical message of $name", ({ message, native }) => {
  const expected: Message.Message = JSON.parse(message)
  const json: Json.JsonObject = JSON.parse(native)
  if (expected.ref === undefined) return assert.fail("no ref")
  assert.deepStrictEqual(Normalization.toMessage(expected.ref, json), expected)
  assert.strictEqual(canonicalText(Normalization.fromMessage(expected)), canonicalText(json))
})
