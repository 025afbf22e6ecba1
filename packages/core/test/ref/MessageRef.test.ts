/** Refs of messages: what they hold, and what a person reads who mistypes one. */
import { assert, describe, it } from "@effect/vitest"
import { MessageRef } from "@org/messages-core"
import * as Either from "effect/Either"

const expected = {
  factory: "factory:<sessionId>/<messageId>[?computerId=<computerId>]",
  mielto: "mielto:<messageId>[?workspaceId=<workspaceId>]",
  honcho: "honcho:<workspaceId>/<sessionId>/<messageId>",
  veryfront: "veryfront:<conversationId>/<messageId>"
}

const refusal = (input: string): string =>
  Either.match(MessageRef.parse(input), { onLeft: ({ message }) => message, onRight: () => "accepted" })

describe("a refusal", () => {
  const all = `one of ${Object.values(expected).join(", ")}`

  it.each([
    ["", all],
    ["nonsense", all],
    ["slack:a/b", all],
    ["Factory:a/b", all],
    [" factory:a/b", all],
    ["constructor:a/b", all],
    [":a/b", all],
    ["factory:", expected.factory],
    ["factory:a", expected.factory],
    ["factory:a/b/c", expected.factory],
    ["factory:a/b/", expected.factory],
    ["factory:a/b?", expected.factory],
    ["factory:a/b?computerId", expected.factory],
    ["factory:a/b?computerId=", expected.factory],
    ["factory:a/b?computerid=c", expected.factory],
    ["factory:a/b?workspaceId=c", expected.factory],
    ["factory:a/b?computerId=c&computerId=d", expected.factory],
    ["factory:a/b?x=1&computerId=c", expected.factory],
    ["factory:a/%", expected.factory],
    ["factory:a/%ff", expected.factory],
    ["factory:a/%ed%a0%80", expected.factory],
    ["factory:a/b?computerId=%zz", expected.factory],
    ["honcho:w/s", expected.honcho],
    ["honcho:w/s/m?workspaceId=w", expected.honcho],
    ["veryfront:c/m?x=y", expected.veryfront],
    ["mielto:conversation/c", expected.mielto],
    ["factory:/b", `${expected.factory}, where sessionId must not be empty or blank`],
    ["factory:a/%20", `${expected.factory}, where messageId must not be empty or blank`],
    ["mielto:", `${expected.mielto}, where messageId must not be empty or blank`],
    ["mielto:.", `${expected.mielto}, where messageId must not have "." or ".." as a path segment`],
    ["factory:../admin", `${expected.factory}, where sessionId must not have "." or ".." as a path segment`],
    ["factory:..%2fadmin/m", `${expected.factory}, where sessionId must not have "." or ".." as a path segment`],
    ["factory:s/%2e%2e", `${expected.factory}, where messageId must not have "." or ".." as a path segment`],
    ["factory:s/%252e%252e", `${expected.factory}, where messageId must not have "." or ".." as a path segment`],
    ["mielto:..\\x", `${expected.mielto}, where messageId must not have "." or ".." as a path segment`],
    ["factory:s/m?computerId=..", `${expected.factory}, where computerId must not have "." or ".." as a path segment`],
    ["mielto:a%0d%0aX-Y:%20z", `${expected.mielto}, where messageId must not have control characters`],
    ["mielto:a%00", `${expected.mielto}, where messageId must not have control characters`],
    ["mielto:a\nb", `${expected.mielto}, where messageId must not have control characters`],
    ["mielto:\ud800", `${expected.mielto}, where messageId must be well-formed Unicode`],
    [`mielto:${"a".repeat(513)}`, `${expected.mielto}, where messageId must have at most 512 bytes`]
  ])("of %j says what was expected", (input, expects) => {
    const shown = input.length > 200 ? `${input.slice(0, 200)}…` : input
    assert.strictEqual(refusal(input), `${JSON.stringify(shown)} is not a valid ref: expected ${expects}`)
  })

  it("also meets an address whose ids cannot be sent", () => {
    const of = (sessionId: string) => MessageRef.make({ provider: "factory", sessionId, messageId: "m" })
    for (const sessionId of ["", " ", "..", "a\u0000", "\ud800", "a".repeat(513)])
      assert.isTrue(Either.isLeft(of(sessionId)))
  })
})

it("reads what the design names", () => {
  const read = (text: string) => Either.getOrThrow(MessageRef.parse(text))
  assert.deepEqual<unknown>(read("factory:s/m?computerId=c"), {
    provider: "factory",
    ref: "factory:s/m?computerId=c",
    sessionId: "s",
    messageId: "m",
    computerId: "c"
  })
  assert.deepEqual<unknown>(read("mielto:m?workspaceId=w"), {
    provider: "mielto",
    ref: "mielto:m?workspaceId=w",
    messageId: "m",
    workspaceId: "w"
  })
  assert.deepEqual<unknown>(read("mielto:conversation"), {
    provider: "mielto",
    ref: "mielto:conversation",
    messageId: "conversation"
  })
  assert.deepEqual<unknown>(read("honcho:w%2Fx/s/m"), {
    provider: "honcho",
    ref: "honcho:w%2Fx/s/m",
    workspaceId: "w/x",
    sessionId: "s",
    messageId: "m"
  })
  assert.deepEqual<unknown>(read("veryfront:c/m#1"), {
    provider: "veryfront",
    ref: "veryfront:c/m%231",
    conversationId: "c",
    messageId: "m#1"
  })
})

it("shows an address that is refused as a person would type it", () => {
  const address = { provider: "factory", sessionId: "s", messageId: "..", computerId: "c d" } as const
  assert.strictEqual(Either.getOrThrow(Either.flip(MessageRef.make(address))).input, "factory:s/..?computerId=c d")
})

describe("the address of a ref, for one provider", () => {
  it("is that of the ref, if it is one of the provider's messages", () => {
    for (const ref of ["factory:s/m?computerId=c", "factory:a%2Fb/m"])
      assert.deepStrictEqual(MessageRef.addressOf("factory", ref), Either.getOrThrow(MessageRef.parse(ref)))
  })

  it.each([
    ["there is no ref", undefined],
    ["the ref is of another provider", "honcho:w/s/m"],
    ["it is the ref of a conversation", "factory:s"],
    ["the ref has an id that must not be sent", "factory:s/.."],
    ["the text is no ref", "nonsense"]
  ])("is nothing if %s", (_, ref) => assert.isUndefined(MessageRef.addressOf("factory", ref)))
})
