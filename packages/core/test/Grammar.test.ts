/** Refs of both kinds: one grammar, one normal form. */
import { assert, describe, it } from "@effect/vitest"
import { ConversationRef, Id, MessageRef, type MessageError, type Provider } from "@org/messages-core"
import * as Arbitrary from "effect/Arbitrary"
import * as Either from "effect/Either"
import * as fc from "effect/FastCheck"
import * as Schema from "effect/Schema"

const id = fc
  .oneof(
    fc.fullUnicodeString({ minLength: 1 }),
    fc.string({ minLength: 1 }),
    fc.constantFrom(
      "a/b",
      "//evil",
      "http://evil/",
      "@evil",
      "?#;\\&=+",
      "%",
      "%2f",
      "caf\u00e9",
      "cafe\u0301",
      "\u200f",
      "😀",
      " a",
      "..."
    ),
    fc.constantFrom("conversation", "__proto__", "toString", "mielto:x", "é".repeat(256))
  )
  .filter((id) => Id.problem(id) === undefined)

const optional = <Key extends string>(key: Key) =>
  fc.option(id, { nil: undefined }).map((value) => (value === undefined ? {} : { [key]: value }))

const messages: fc.Arbitrary<Provider.MessageAddress> = fc.oneof(
  fc
    .tuple(id, id, optional("computerId"))
    .map(([sessionId, messageId, query]) => ({ provider: "factory" as const, sessionId, messageId, ...query })),
  fc
    .tuple(id, optional("workspaceId"))
    .map(([messageId, query]) => ({ provider: "mielto" as const, messageId, ...query })),
  fc
    .tuple(id, id, id)
    .map(([workspaceId, sessionId, messageId]) => ({ provider: "honcho" as const, workspaceId, sessionId, messageId })),
  fc.tuple(id, id).map(([conversationId, messageId]) => ({ provider: "veryfront" as const, conversationId, messageId }))
)

const conversations: fc.Arbitrary<Provider.ConversationAddress> = fc.oneof(
  fc
    .tuple(id, optional("computerId"))
    .map(([sessionId, query]) => ({ provider: "factory" as const, sessionId, ...query })),
  fc
    .tuple(id, optional("workspaceId"))
    .map(([conversationId, query]) => ({ provider: "mielto" as const, conversationId, ...query })),
  fc.tuple(id, id).map(([workspaceId, sessionId]) => ({ provider: "honcho" as const, workspaceId, sessionId })),
  id.map((conversationId) => ({ provider: "veryfront" as const, conversationId }))
)

/** How people and other programs write the same ref: more encoded than needed, less, in lower case. */
const respelt = (ref: string): ReadonlyArray<string> => [
  ref.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  ref.replace(/(?<=[:/=])[a-z](?![a-z]*=)/gi, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  ref.replaceAll("%20", " ").replaceAll("%40", "@").replaceAll("%3A", ":")
]

/** What both modules are, but for the brands and addresses that keep their kinds apart. */
interface Kind {
  readonly kind: string
  readonly parse: (
    text: string
  ) => Either.Either<Provider.MessageAddress | Provider.ConversationAddress, MessageError.InvalidRef>
  readonly format: (address: never) => Either.Either<string, MessageError.InvalidRef>
  readonly fromText: (text: string) => Either.Either<string, MessageError.InvalidRef>
  readonly isRef: (text: string) => boolean
  readonly refs: fc.Arbitrary<string>
  readonly addresses: fc.Arbitrary<Provider.MessageAddress | Provider.ConversationAddress>
}

const kinds: ReadonlyArray<Kind> = [
  {
    kind: "message",
    ...MessageRef,
    isRef: Schema.is(MessageRef.MessageRef),
    refs: Arbitrary.make(MessageRef.MessageRef),
    addresses: messages
  },
  {
    kind: "conversation",
    ...ConversationRef,
    isRef: Schema.is(ConversationRef.ConversationRef),
    refs: Arbitrary.make(ConversationRef.ConversationRef),
    addresses: conversations
  }
]

describe.each(kinds)("a $kind ref", ({ addresses, format, fromText, isRef, parse, refs }) => {
  const text = (address: unknown) => Either.getOrThrow(format(address as never))

  it("gives the address back: parse(format(r)) is r", () => {
    fc.assert(
      fc.property(addresses, (address) => assert.deepEqual(Either.getOrThrow(parse(text(address))), address)),
      { numRuns: 2_000 }
    )
  })

  it("has one normal form: format(parse(t)) is the same however t is spelt, and only it is of the schema", () => {
    fc.assert(
      fc.property(addresses, (address) => {
        const normal = text(address)
        assert.isTrue(isRef(normal))
        assert.strictEqual(Either.getOrThrow(fromText(normal)), normal)
        for (const other of respelt(normal)) {
          assert.strictEqual(Either.getOrThrow(fromText(other)), normal)
          assert.strictEqual(isRef(other), other === normal)
        }
      }),
      { numRuns: 2_000 }
    )
  })

  it("is one segment an id, whatever the id holds", () => {
    fc.assert(
      fc.property(addresses, (address) => {
        const [path = ""] = text(address)
          .slice(address.provider.length + 1)
          .split("?")
        const url = new URL(`http://host/start/${path}`)
        assert.strictEqual(url.host, "host")
        assert.strictEqual(url.pathname, `/start/${path}`)
        assert.match(text(address), /^[\x21-\x7e]+$/)
      }),
      { numRuns: 2_000 }
    )
  })

  it("never throws, and every refusal names what was expected", () => {
    const alphabet = fc.constantFrom(
      "factory:",
      "mielto:",
      "honcho:",
      "veryfront:",
      "conversation",
      "/",
      "?",
      "computerId=",
      "workspaceId=",
      "%",
      "%ff",
      "a",
      "..",
      "&",
      "\ud800",
      "\n"
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(alphabet).map((all) => all.join("")),
          fc.fullUnicodeString()
        ),
        (input) => {
          const found = fromText(input)
          if (Either.isLeft(found)) assert.match(found.left.message, /^".*" is not a ref that can be used: expected /)
          else assert.strictEqual(Either.getOrThrow(fromText(found.right)), found.right)
        }
      ),
      { numRuns: 2_000 }
    )
  })

  it("can be generated for property tests", () => {
    assert.strictEqual(new Set(fc.sample(refs, 200).map((ref) => ref.split(":")[0])).size, 4)
  })
})
