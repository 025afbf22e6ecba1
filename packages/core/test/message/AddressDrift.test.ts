/** What a message says about its place, beside the address that it was read from. */
import { assert, describe, it } from "@effect/vitest"
import { AddressDrift, type Json, MessageRef } from "@org/messages-core"
import * as Either from "effect/Either"

const paths = (ref: string, native: Json.Json) =>
  AddressDrift.of(Either.getOrThrow(MessageRef.parse(ref)), native).map(({ path }) => path)

const uuid = "3e55a9e0-0000-4000-8000-0000000000ab"

describe("AddressDrift.of", () => {
  it.each<readonly [ref: string, native: Json.Json, paths: ReadonlyArray<string>]>([
    ["veryfront:c1/m1", { id: "m1", conversation_id: "c1" }, []],
    ["veryfront:c1/m1", { id: "m1", conversation_id: "c2" }, ["/conversation_id"]],
    ["veryfront:c1/m1", { id: "m1", conversationId: "c2" }, ["/conversationId"]],
    [`veryfront:${uuid.toUpperCase()}/m1`, { conversation_id: uuid }, []],
    ["honcho:w1/s1/m1", { id: "m2", workspace_id: "w2", session_id: "s2" }, ["/workspace_id", "/session_id", "/id"]],
    ["honcho:w1/7/m1", { workspace_id: "w1", session_id: 7 }, []],
    ["honcho:w1/7/m1", { workspace_id: "w1", session_id: 8 }, ["/session_id"]],
    ["mielto:m1", { workspace_id: "w1", conversation_id: "c1" }, []],
    ["mielto:m1?workspaceId=w2", { workspace_id: "w1", conversation_id: "c1" }, ["/workspace_id"]],
    ["factory:s1/m1", { id: "m1", content: [] }, []],
    ["veryfront:c1/m1", { conversation_id: null, id: {} }, []],
    ["veryfront:c1/m1", [], []],
    ["veryfront:c1/m1", "c2", []]
  ])("of %s in %j is %j", (ref, native, expected) => assert.deepStrictEqual(paths(ref, native), expected))

  it("says whose id it should be, and repeats no value", () => {
    const address = Either.getOrThrow(MessageRef.parse("veryfront:c1/m1"))
    assert.deepStrictEqual(AddressDrift.of(address, { conversation_id: "canary" }), [
      { path: "/conversation_id", expected: "the conversationId of the ref" }
    ])
  })
})
