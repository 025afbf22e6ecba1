/** Fingerprints: equal for the same request, different for any other. */
import { assert, describe, it } from "@effect/vitest"
import { ConversationRef } from "@org/messages-core"
import * as Fingerprint from "../src/Fingerprint.js"

describe("a fingerprint", () => {
  const conversation = ConversationRef.ConversationRef.make("factory:s")
  const of = (text: string) =>
    Fingerprint.of("factory", "/v1/messages", { conversation, content: JSON.parse(text) }).digest

  it("does not depend on the order of keys or the spelling of values", () => {
    assert.strictEqual(of('{"a":1,"b":{"c":[1],"d":""}}'), of('{ "b": {"d":"", "c":[1.0]}, "\\u0061": 1 }'))
    assert.match(of("{}"), /^[0-9a-f]{64}$/)
  })

  it("differs for any other change", () => {
    const texts = [
      '{"a":1}',
      '{"a":"1"}',
      '{"a":[1]}',
      '{"a":[1,2]}',
      '{"a":[2,1]}',
      '{"a":null}',
      "{}",
      '{"A":1}',
      '{"__proto__":{"a":1}}'
    ]
    assert.strictEqual(new Set(texts.map(of)).size, texts.length)
    assert.notStrictEqual(
      Fingerprint.of("factory", "/a", { conversation }).digest,
      Fingerprint.of("factory", "/b", { conversation }).digest
    )
  })

  it("names the provider that the post goes to", () => {
    assert.strictEqual(Fingerprint.of("factory", "/v1/messages", { conversation }).provider, "factory")
  })
})
