/** Laws 0, 6 and 7 for every provider: reading is stable, edits win, and what came from elsewhere is written within the contract. */
import { assert, describe, it } from "@effect/vitest"
import { Json, Lossless, Message, Provider } from "@org/messages-core"
import { Normalization } from "@org/messages-normalization"
import * as Arbitrary from "effect/Arbitrary"
import * as fc from "effect/FastCheck"
import { formats } from "./formats.js"
import { arbitrary, canonicalText, native } from "./natives.js"

/** Registers the tests; `scale` multiplies how many messages each law is tried on. */
export const checkEdits = (scale: number): void => {
  for (const provider of Provider.names) {
    const { fromMessage, read, toMessage, write } = formats[provider]
    const natives = fc.oneof({ weight: 3, arbitrary: native(provider) }, { weight: 1, arbitrary: arbitrary(provider) })

    describe(provider, () => {
      it("reads what it writes as the same message", () =>
        fc.assert(
          fc.property(natives, (wire) => {
            const first = read(wire)
            const second = read(write(first))
            assert.strictEqual(canonicalText(read(write(second))), canonicalText(second))
            assert.strictEqual(canonicalText(second), canonicalText(first))
          }),
          { numRuns: 150 * scale }
        ))

      it("lets every edit of a field win over residue", () =>
        fc.assert(
          fc.property(natives, other, (wire, edit) => {
            const message = toMessage(wire)
            const edited = { ...message, ...edit, parts: [...message.parts, ...(edit.parts ?? [])] }
            if (!Message.isMessage(edited)) return
            const wanted = read(write(Lossless.withoutResidue(edited)))
            assert.strictEqual(canonicalText(read(fromMessage(edited))), canonicalText(wanted))
          }),
          { numRuns: 150 * scale }
        ))

      it("writes messages that came from elsewhere within the contract", () =>
        fc.assert(
          fc.property(foreign, (message) => {
            const wire = Normalization.fromMessage(message, provider)
            for (const { expected, path } of Normalization.drift(provider, wire))
              assert.isUndefined(at(wire, path), `${path} has ${canonicalText(wire)}, not ${expected}`)
          }),
          { numRuns: 100 * scale }
        ))
    })
  }
}

/** Messages made by hand. */
const foreign = Arbitrary.make(Message.Fields)
  .map(({ format, ref, residue, ...message }) => Lossless.withoutResidue(message))
  .filter(Message.isMessage)

/** Some fields of another message. */
const other = fc
  .tuple(foreign, fc.subarray<keyof Message.Message>(Object.keys(Message.Fields.fields).filter(isField)))
  .map(([message, keys]) => pick(message, keys))

function isField(key: string): key is keyof Message.Message {
  return !["version", "format", "ref", "residue"].includes(key)
}

const pick = (message: Message.Message, keys: ReadonlyArray<keyof Message.Message>): Partial<Message.Message> =>
  Object.fromEntries(Object.entries(message).filter(([name]) => keys.some((key) => key === name)))

const at = (value: Json.Json, path: string): Json.Json | undefined =>
  path
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<Json.Json | undefined>(
      (here, step) =>
        Json.isArray(here) ? here[Number(step)] : Json.isObject(here) ? Json.own(here, step) : undefined,
      value
    )
