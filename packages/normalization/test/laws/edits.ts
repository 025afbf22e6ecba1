/** Laws 0, 6 and 7 for every provider: reading is stable, edits win, and what came from elsewhere is written within the contract. */
import { assert, describe, it } from "@effect/vitest"
import { Json, Lossless, Message, type Part, Provider } from "@org/messages-core"
import { Normalization } from "@org/messages-normalization"
import * as Arbitrary from "effect/Arbitrary"
import * as fc from "effect/FastCheck"
import { formats } from "../formats.js"
import { arbitrary, canonicalText, native } from "../natives.js"

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
          fc.property(foreign, seldom, (short, more) => {
            const message = more === null ? short : { ...short, parts: [...short.parts, repeated(more)] }
            checkContract(provider, message)
          }),
          { numRuns: 100 * scale }
        ))

      it("writes messages of the other providers within the contract", () =>
        fc.assert(
          fc.property(ofOthers(provider), (message) => checkContract(provider, message)),
          { numRuns: 100 * scale }
        ))
    })
  }
}

/** Departs from the contract at most by required fields that the message does not have. */
const checkContract = (provider: Provider.Provider, message: Message.Message): void => {
  const wire = Normalization.fromMessage(message, provider)
  for (const { expected, path } of Normalization.drift(provider, wire))
    assert.isUndefined(at(wire, path), `${path} has ${canonicalText(wire).slice(0, 1_000)}, not ${expected}`)
}

/** Messages that were read from other providers, with their residue. */
const ofOthers = (provider: Provider.Provider): fc.Arbitrary<Message.Message> =>
  fc.oneof(
    ...Provider.names
      .filter((name) => name !== provider)
      .map((name) => native(name).map((wire) => formats[name].toMessage(wire)))
  )

/** Messages made by hand. */
const foreign = Arbitrary.make(Message.Fields)
  .map(({ format, ref, residue, ...message }) => Lossless.withoutResidue(message))
  .filter(Message.isMessage)

/** A text that some providers do not take whole; it is written as what it repeats, so that a failure can be read. */
interface Long {
  readonly type: "text" | "refusal" | "reasoning"
  readonly repeats: string
}

const long: fc.Arbitrary<Long> = fc.record({
  type: fc.constantFrom("text", "refusal", "reasoning"),
  repeats: fc.string({ unit: "grapheme", minLength: 1 })
})

const seldom = fc.oneof({ weight: 20, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: long })

const repeated = ({ repeats, type }: Long): Part.Part => ({
  type,
  text: repeats.repeat(Math.ceil(200_001 / repeats.length))
})

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
