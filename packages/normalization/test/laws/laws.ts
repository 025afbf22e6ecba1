/** The laws of the canonical message, for every provider. */
import { assert, describe, it } from "@effect/vitest"
import { Json, Message, Provider, type Residue, Time } from "@org/messages-core"
import { Normalization } from "@org/messages-normalization"
import * as fc from "effect/FastCheck"
import * as Option from "effect/Option"
import { arbitrary, canonicalText, deepest, element, lists, native, refOf, samples } from "../natives.js"

/** Registers the tests of the laws; `scale` multiplies how many messages each law is tried on. */
export const checkLaws = (scale: number): void => {
  const runs = { numRuns: 500 * scale }

  for (const provider of Provider.names) {
    const natives = fc.oneof({ weight: 3, arbitrary: native(provider) }, { weight: 1, arbitrary: arbitrary(provider) })
    const toMessage = (wire: Json.JsonObject) => Normalization.toMessage(refOf(provider, wire), wire)
    const rebuilt = (message: Message.Message) => Normalization.fromMessage(bare(message))

    describe(provider, () => {
      it("gives every native message back unchanged", () =>
        fc.assert(
          fc.property(natives, (wire) => {
            assert.strictEqual(canonicalText(Normalization.fromMessage(toMessage(wire))), canonicalText(wire))
          }),
          runs
        ))

      it("stores nothing a second time: what residue names, the fields alone say differently", () =>
        fc.assert(
          fc.property(natives, (wire) => {
            const message = toMessage(wire)
            checkOnce(message.residue, rebuilt(message), wire)
          }),
          runs
        ))

      it("gives plain JSON within the schema, and leaves the native message as it was", () =>
        fc.assert(
          fc.property(natives, (wire) => {
            const before = JSON.stringify(wire)
            const message = toMessage(wire)
            assert.strictEqual(JSON.stringify(wire), before)
            // The limits are for natives. A message nests a little deeper, but none of these comes near.
            assert.isUndefined(Json.fault(message))
            assert.isTrue(Message.isMessage(message))
            assert.strictEqual(canonicalText(JSON.parse(JSON.stringify(message))), canonicalText(message))
            assert.strictEqual(Object.getPrototypeOf({}), Object.prototype)
          }),
          runs
        ))

      it("invents nothing: every text, number and moment of a message stands in the native one", () =>
        fc.assert(
          fc.property(natives, (wire) => {
            const message = toMessage(wire)
            const said = new Set(scalars(wire))
            const moments = new Set([...said].map(Time.from))
            for (const [path, value] of told(message)) {
              assert.isTrue(said.has(value) || moments.has(String(value)), `${path} says ${String(value)}`)
            }
            if (!Object.hasOwn(wire, "id")) assert.isUndefined(message.id)
            if (typeof Json.own(wire, "role") !== "string") assert.strictEqual(message.role, "participant")
          }),
          runs
        ))

      it("takes a native message that nests as deep as it may, and gives it back unchanged", () => {
        for (const wire of deepest(provider)) {
          assert.isTrue(Json.isJson(wire) && !Json.isJson([wire]))
          const message = toMessage(wire)
          assert.isTrue(Message.isMessage(message))
          assert.strictEqual(canonicalText(Normalization.fromMessage(message)), canonicalText(wire))
        }
      })

      for (const { file, json } of samples(provider)) {
        it(`gives ${file} back unchanged, through JSON text, without residue that the fields say`, () => {
          const message: Message.Message = JSON.parse(JSON.stringify(toMessage(json)))
          assert.strictEqual(canonicalText(Normalization.fromMessage(message)), canonicalText(json))
          for (const part of message.parts)
            if (part.type === "unknown") assert.include(withoutContent, canonicalText(part.native))
          checkOnce(message.residue, rebuilt(message), json)
        })
      }
    })
  }

  for (const provider of Provider.names)
    for (const [key, { around, part }] of Object.entries(lists[provider]))
      it(`keeps an element of ${provider}'s ${key} whole, and nothing of it twice`, () =>
        fc.assert(
          fc.property(element, (wire) => {
            const native = around(wire)
            const message = Normalization.toMessage(refOf(provider, native), native)
            assert.strictEqual(elementOf(Normalization.fromMessage(message), key), canonicalText([wire]))
            const of = part(message.parts)
            if (of?.residue === undefined || !Json.isObject(wire)) return
            const { residue, ...fields } = of
            const parts = message.parts.map((one) => (one === of ? fields : one))
            const rebuilt = Json.own(Normalization.fromMessage({ ...message, parts }), key)
            const first = Json.isArray(rebuilt) ? rebuilt[0] : undefined
            if (Json.isObject(first)) checkOnce(residue, first, wire)
            else assert.fail("the element is not rebuilt")
          }),
          { numRuns: 1_000 * scale }
        ))
}

/** Elements of samples that are within the contract and say nothing. */
const withoutContent: ReadonlyArray<string> = [canonicalText({ media_type: "text/csv", type: "file" })]

const elementOf = (native: Json.JsonObject, key: string): string => canonicalText(Json.own(native, key))

/** The message without its own residue; what its parts keep stays. */
const bare = ({ residue, ...message }: Message.Message): Message.Message => message

const checkOnce = (residue: Residue.Residue | undefined, rebuilt: Json.JsonObject, wire: Json.JsonObject): void => {
  if (residue === undefined) return
  assert.isTrue(residue.present !== undefined || residue.absent !== undefined || residue.items !== undefined)
  for (const path of residue.absent ?? []) {
    assert.isDefined(at(rebuilt, path), `${path} is absent from the native message but not rebuilt either`)
    assert.isUndefined(at(wire, path))
  }
  for (const [path, value] of leaves(residue.present ?? {}, rebuilt)) {
    assert.notStrictEqual(canonicalText(at(rebuilt, path)), canonicalText(value), `${path} is stored twice`)
  }
}

/** The paths at which residue says something: it is entered where both sides are objects. */
const leaves = (
  present: Json.JsonObject,
  rebuilt: Json.JsonObject,
  keys: ReadonlyArray<string> = []
): Array<[string, Json.Json]> =>
  Object.entries(present).flatMap(([key, value]): Array<[string, Json.Json]> => {
    const theirs = at(rebuilt, Json.pointer([...keys, key]))
    return Json.isObject(value) && Json.isObject(theirs)
      ? leaves(value, rebuilt, [...keys, key])
      : [[Json.pointer([...keys, key]), value]]
  })

const at = (value: Json.Json, path: string): Json.Json | undefined =>
  path
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<Json.Json | undefined>((here, step) => (Json.isObject(here) ? Json.own(here, step) : undefined), value)

/** Every scalar of a native value, its keys, and what stands in JSON texts such as a call's arguments. */
const scalars = (value: Json.Json): ReadonlyArray<Json.Json> => {
  if (typeof value === "string") return [value, ...Option.match(parsed(value), { onNone: () => [], onSome: scalars })]
  if (Json.isArray(value)) return value.flatMap(scalars)
  return Json.isObject(value) ? [...Object.keys(value), ...Object.values(value).flatMap(scalars)] : [value]
}

const parsed = (text: string): Option.Option<Json.Json> =>
  text.startsWith("{") || text.startsWith("[")
    ? Option.liftThrowable((): Json.Json => JSON.parse(text))()
    : Option.none()

/** What the fields of a message say, without the address, the constants of the model, and residue. */
const told = (message: Message.Message): ReadonlyArray<readonly [path: string, value: Json.Json]> => {
  const walk = (value: Json.Json, keys: ReadonlyArray<string>): ReadonlyArray<readonly [string, Json.Json]> => {
    if (Json.isArray(value)) return value.flatMap((child, index) => walk(child, [...keys, String(index)]))
    if (!Json.isObject(value)) return [[Json.pointer(keys), value]]
    return Object.entries(value).flatMap(([key, child]) => (constants.has(key) ? [] : walk(child, [...keys, key])))
  }
  const { conversation, format, ref, version, ...fields } = message
  return walk(JSON.parse(JSON.stringify(fields)), [])
}

const constants = new Set(["type", "role", "visibility", "unit", "at", "residue"])
