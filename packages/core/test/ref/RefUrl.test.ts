/** URLs of the providers' APIs, as a person pastes them. */
import { assert, describe, it } from "@effect/vitest"
import { ConversationRef, type MessageError, MessageRef } from "@org/messages-core"
import * as Either from "effect/Either"

const outcome = (found: Either.Either<{ readonly ref: string }, MessageError.InvalidRef>): string =>
  Either.match(found, { onLeft: ({ expected }) => `expected ${expected}`, onRight: ({ ref }) => ref })

const factory = "https://api.factory.ai/api/v0/sessions"

describe("the URL of a message", () => {
  it.each([
    [`${factory}/s/messages/m`, "factory:s/m"],
    [`${factory}/s/messages/m?computerId=c`, "factory:s/m?computerId=c"],
    [`${factory}/s/messages/m/`, "factory:s/m"],
    [`${factory}/a%2Fb/messages/caf%c3%a9`, "factory:a%2Fb/caf%C3%A9"],
    ["HTTPS://API.Factory.AI/api/v0/sessions/S/messages/M", "factory:S/M"],
    ["https://api.mielto.com/api/v1/messages/m?workspaceId=w", "mielto:m?workspaceId=w"],
    ["https://api.honcho.dev/v3/workspaces/w/sessions/s/messages/m", "honcho:w/s/m"],
    ["https://api.veryfront.com/conversations/c/messages/m", "veryfront:c/m"]
  ])("%s is taken for its ref", (url, ref) => {
    assert.strictEqual(outcome(MessageRef.parse(url)), ref)
    assert.deepStrictEqual(MessageRef.parse(url), MessageRef.parse(ref))
  })
})

describe("the URL of a conversation", () => {
  it.each([
    [`${factory}/s?computerId=c`, "factory:s?computerId=c"],
    [`${factory}/s/messages`, "factory:s"],
    ["https://api.mielto.com/api/v1/conversations/c", "mielto:conversation/c"],
    ["https://api.honcho.dev/v3/workspaces/w/sessions/s", "honcho:w/s"],
    ["https://api.veryfront.com/conversations/c/messages", "veryfront:c"]
  ])("%s is taken for its ref", (url, ref) => assert.strictEqual(outcome(ConversationRef.parse(url)), ref))
})

describe("a URL that names no one message", () => {
  const usage = "expected factory:<sessionId>/<messageId>[?computerId=<computerId>]"

  it.each([
    [`${factory}/s`, usage],
    [`${factory}/s/messages`, usage],
    ["https://api.factory.ai/", usage],
    [`${factory}/s/messages/m?limit=1`, usage],
    [`${factory}/s/messages/m/x`, usage],
    [`${factory}/s/messages/%zz`, usage],
    [`${factory}/../messages/m`, `${usage}, where sessionId must not have "." or ".." as a path segment`],
    [`${factory}/s/messages/%2e%2e`, `${usage}, where messageId must not have "." or ".." as a path segment`],
    [
      "http://localhost:8000/v3/workspaces/w/sessions/s/messages/m",
      "expected honcho:w/s/m, with HONCHO_URL for a server other than https://api.honcho.dev"
    ],
    [
      "https://api.eu.factory.ai/api/v0/sessions/s/messages/m",
      "expected factory:s/m, with FACTORY_API_URL for a server other than https://api.factory.ai"
    ],
    [
      "https://user@api.factory.ai/api/v0/sessions/s/messages/m",
      "expected factory:s/m, with FACTORY_API_URL for a server other than https://api.factory.ai"
    ]
  ])("%s is refused with what to type", (url, expected) => {
    assert.strictEqual(outcome(MessageRef.parse(url)), expected)
    assert.strictEqual(Either.getOrThrow(Either.flip(MessageRef.parse(url))).input, url)
  })

  it("is any URL elsewhere", () => {
    for (const url of [
      "https://example.org",
      "https://example.org/messages/m",
      "ftp://api.factory.ai/x",
      `${factory}/s/messages/m#x`
    ])
      assert.match(outcome(MessageRef.parse(url)), /^expected one of factory:/)
  })
})
