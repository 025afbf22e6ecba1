/** Refs of both kinds: one grammar, one normal form, and a schema that agrees with the scanner. */
import { assert, describe, it } from "@effect/vitest"
import { type Address, ConversationRef, Id, MessageRef, type MessageError } from "@org/messages-core"
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

const messages: fc.Arbitrary<Address.MessageIds> = fc.oneof(
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

const conversations: fc.Arbitrary<Address.ConversationIds> = fc.oneof(
  fc
    .tuple(id, optional("computerId"))
    .map(([sessionId, query]) => ({ provider: "factory" as const, sessionId, ...query })),
  fc
    .tuple(id, optional("workspaceId"))
    .map(([conversationId, query]) => ({ provider: "mielto" as const, conversationId, ...query })),
  fc.tuple(id, id).map(([workspaceId, sessionId]) => ({ provider: "honcho" as const, workspaceId, sessionId })),
  id.map((conversationId) => ({ provider: "veryfront" as const, conversationId }))
)

/** How people and other programs write the same ref: encoded more than needed, less than needed, and in lower case. */
const spellings = (ref: string): ReadonlyArray<string> => [
  ref.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  ref.replace(/(?<=[:/=])[a-z](?![a-z]*=)/gi, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  ref.replaceAll("%20", " ").replaceAll("%40", "@").replaceAll("%3A", ":")
]

const pieces = fc.constantFrom(
  ...[
    "/",
    "?",
    ":",
    "=",
    "&",
    "%",
    "%2F",
    "%5C",
    "..",
    ".",
    "%2e",
    "%252E",
    "%252e",
    "%20",
    "%C2%A0",
    "%EF%BB%BF",
    "%00"
  ],
  ...[
    "%7F",
    "%C2%85",
    "%C2%A1",
    "%C0%80",
    "%ED%A0%80",
    "%ED%9F%BF",
    "%F0%8F%BF%BF",
    "%F4%90%80%80",
    "%F4%8F%BF%BF",
    "%FF"
  ],
  ...[
    "%80",
    "%e2",
    "%41",
    "%7E",
    "%7e",
    "%2D",
    "%27",
    "%7C",
    "\u00e9",
    "\ud800",
    "\n",
    " ",
    "a",
    "conversation",
    "computerId="
  ],
  ...[
    "?computerId=c",
    "?workspaceId=w",
    "%F0%9F%98%80",
    "x".repeat(256),
    "%C3%A9".repeat(128),
    "x".repeat(511),
    "mielto:",
    ""
  ]
)

/** Refs with some characters cut out and some pieces put in, most of which the normal form does not allow. */
const mutated = (refs: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(refs, fc.array(fc.tuple(fc.nat(600), fc.nat(3), pieces), { maxLength: 3 })).map(([ref, all]) =>
    all.reduce((text, [place, length, piece]) => {
      const start = place % (text.length + 1)
      return text.slice(0, start) + piece + text.slice(start + length)
    }, ref)
  )

type Ids = Address.MessageIds | Address.ConversationIds
type Parsed = Either.Either<Ids & { readonly ref: string }, MessageError.InvalidRef>

/** What both modules have in common, without the types that keep their kinds apart. */
interface Kind {
  readonly kind: string
  readonly parse: (text: string) => Parsed
  readonly make: (ids: never) => Parsed
  readonly isRef: (text: string) => boolean
  readonly refs: fc.Arbitrary<string>
  readonly ids: fc.Arbitrary<Ids>
}

const kinds: ReadonlyArray<Kind> = [
  {
    kind: "message",
    parse: MessageRef.parse,
    make: MessageRef.make,
    isRef: Schema.is(MessageRef.MessageRef),
    refs: Arbitrary.make(MessageRef.MessageRef),
    ids: messages
  },
  {
    kind: "conversation",
    parse: ConversationRef.parse,
    make: ConversationRef.make,
    isRef: Schema.is(ConversationRef.ConversationRef),
    refs: Arbitrary.make(ConversationRef.ConversationRef),
    ids: conversations
  }
]

describe.each(kinds)("a $kind ref", ({ ids, isRef, make, parse, refs }) => {
  const made = (ids: Ids) => Either.getOrThrow(make(ids as never))
  const text = (ids: Ids) => made(ids).ref
  const normal = (input: string) => Either.getOrThrow(parse(input)).ref

  it("gives the ids back: parse(make(ids).ref) is make(ids), and has those ids", () => {
    fc.assert(
      fc.property(ids, (ids) => {
        const address = made(ids)
        assert.deepEqual<unknown>(address, { ...ids, ref: address.ref })
        assert.deepEqual(Either.getOrThrow(parse(address.ref)), address)
      }),
      { numRuns: 2_000 }
    )
  })

  it("has one normal form: the same for every spelling of a ref, and only it is of the schema", () => {
    fc.assert(
      fc.property(ids, (ids) => {
        const ref = text(ids)
        assert.isTrue(isRef(ref))
        assert.strictEqual(normal(ref), ref)
        for (const other of spellings(ref)) {
          assert.strictEqual(normal(other), ref)
          assert.strictEqual(isRef(other), other === ref)
        }
      }),
      { numRuns: 2_000 }
    )
  })

  it("is of the schema exactly if the scanner gives it back as it is", () => {
    const seen = { both: 0, neither: 0 }
    fc.assert(
      fc.property(mutated(refs), (input) => {
        const isNormal = Either.match(parse(input), { onLeft: () => false, onRight: ({ ref }) => ref === input })
        assert.strictEqual(isRef(input), isNormal)
        seen[isNormal ? "both" : "neither"]++
      }),
      { numRuns: 20_000 }
    )
    assert.isAbove(seen.both, 2_000)
    assert.isAbove(seen.neither, 2_000)
  })

  it("has one path segment for each id, whatever the id holds", () => {
    fc.assert(
      fc.property(ids, (ids) => {
        const [path = ""] = text(ids)
          .slice(ids.provider.length + 1)
          .split("?")
        const url = new URL(`http://host/start/${path}`)
        assert.strictEqual(url.host, "host")
        assert.strictEqual(url.pathname, `/start/${path}`)
        assert.match(text(ids), /^[\x21-\x7e]+$/)
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
          const found = parse(input)
          if (Either.isLeft(found)) assert.match(found.left.message, /^".*" is not a valid ref: expected /s)
          else assert.deepEqual(Either.getOrThrow(parse(found.right.ref)), found.right)
        }
      ),
      { numRuns: 2_000 }
    )
  })

  it("can be generated for property tests", () => {
    assert.strictEqual(new Set(fc.sample(refs, 200).map((ref) => ref.split(":")[0])).size, 4)
  })
})

it("makes the addresses of a conversation's messages as from all their ids", () => {
  fc.assert(
    fc.property(conversations, fc.oneof(id, fc.string()), (ids, messageId) => {
      const conversation = Either.getOrThrow(ConversationRef.make(ids))
      const one = MessageRef.within(conversation)(messageId)
      assert.deepStrictEqual(one, MessageRef.make(Object.assign({}, conversation, { messageId })))
    })
  )
})
