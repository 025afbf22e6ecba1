/** Refs of conversations; what they share with refs of messages is tested there. */
import { assert, describe, it } from "@effect/vitest"
import { ConversationRef, MessageRef } from "@org/messages-core"
import * as Either from "effect/Either"

const read = (text: string) => Either.getOrThrow(ConversationRef.parse(text))

const refusal = (input: string): string =>
  Either.match(ConversationRef.parse(input), { onLeft: ({ message }) => message, onRight: () => "accepted" })

it("reads what the design names", () => {
  assert.deepEqual<unknown>(read("factory:s?computerId=c"), {
    provider: "factory",
    ref: "factory:s?computerId=c",
    sessionId: "s",
    computerId: "c"
  })
  assert.deepEqual<unknown>(read("mielto:conversation/c?workspaceId=w"), {
    provider: "mielto",
    ref: "mielto:conversation/c?workspaceId=w",
    conversationId: "c",
    workspaceId: "w"
  })
  assert.deepEqual<unknown>(read("honcho:w/s"), {
    provider: "honcho",
    ref: "honcho:w/s",
    workspaceId: "w",
    sessionId: "s"
  })
  assert.deepEqual<unknown>(read("veryfront:c"), { provider: "veryfront", ref: "veryfront:c", conversationId: "c" })
})

it("tells Mielto's two kinds of ref apart by the number of segments", () => {
  assert.isTrue(Either.isLeft(ConversationRef.parse("mielto:conversation")))
  assert.isTrue(Either.isRight(MessageRef.parse("mielto:conversation")))
  assert.isTrue(Either.isLeft(MessageRef.parse("mielto:conversation/c")))
})

describe("a refusal", () => {
  const mielto = "mielto:conversation/<conversationId>[?workspaceId=<workspaceId>]"
  it.each([
    ["factory:s/m", "factory:<sessionId>[?computerId=<computerId>]"],
    ["mielto:c", mielto],
    ["mielto:message/c", mielto],
    ["mielto:conversation/", `${mielto}, where conversationId must not be empty or blank`],
    ["honcho:w", "honcho:<workspaceId>/<sessionId>"],
    ["veryfront:..", 'veryfront:<conversationId>, where conversationId must not have "." or ".." as a path segment']
  ])("of %s says what was expected", (input, expected) =>
    assert.strictEqual(refusal(input), `${JSON.stringify(input)} is not a valid ref: expected ${expected}`)
  )
})

it("names the conversation of a message, and its id", () => {
  const of = (text: string, id?: string) => {
    const found = ConversationRef.ofMessage(Either.getOrThrow(MessageRef.parse(text)), id)
    return found && [found.ref, ConversationRef.idOf(found)]
  }
  assert.deepEqual(of("factory:s/m?computerId=c"), ["factory:s?computerId=c", "s"])
  assert.deepEqual(of("honcho:w/s/m", "another"), ["honcho:w/s", "s"])
  assert.deepEqual(of("veryfront:c/m"), ["veryfront:c", "c"])
  assert.deepEqual(of("mielto:m?workspaceId=w", "c"), ["mielto:conversation/c?workspaceId=w", "c"])
  assert.isUndefined(of("mielto:m"))
  assert.isUndefined(of("mielto:m", ".."))
})
