import { assert, describe, it } from "@effect/vitest"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Address from "../src/Address.js"
import type * as Ids from "../src/Ids.js"

const given = (ids: { computerId?: string; workspaceId?: string }): ReadonlyArray<Ids.Given> => [
  { key: "computerId", id: Option.fromNullable(ids.computerId) },
  { key: "workspaceId", id: Option.fromNullable(ids.workspaceId) }
]

const message = (text: string, ids: Parameters<typeof given>[0]) => Address.message(text, given(ids))

const refused = (either: Either.Either<string, { readonly _tag: string; readonly message: string }>) =>
  Either.match(either, { onLeft: ({ _tag, message }) => `${_tag}: ${message}`, onRight: (ref) => assert.fail(ref) })

describe("Address", () => {
  it("puts an option's value where the ref would have it, encoded", () => {
    assert.strictEqual<string>(
      Either.getOrThrow(message("factory:s/m", { computerId: "a b" })),
      "factory:s/m?computerId=a%20b"
    )
    assert.strictEqual<string>(
      Either.getOrThrow(message("mielto:m", { workspaceId: "wsp_1" })),
      "mielto:m?workspaceId=wsp_1"
    )
    assert.strictEqual<string>(
      Either.getOrThrow(Address.conversation("factory:s", given({ computerId: "c" }))),
      "factory:s?computerId=c"
    )
  })

  it("takes the same value said twice", () => {
    assert.strictEqual<string>(
      Either.getOrThrow(message("factory:s/m?computerId=c", { computerId: "c" })),
      "factory:s/m?computerId=c"
    )
    assert.strictEqual<string>(Either.getOrThrow(message("honcho:w/s/m", { workspaceId: "w" })), "honcho:w/s/m")
  })

  it("refuses another value than the ref's", () => {
    assert.strictEqual(
      refused(message("factory:s/m?computerId=a", { computerId: "b" })),
      'Usage: --computer-id is "b", but the ref says "a"'
    )
    assert.match(refused(message("honcho:w/s/m", { workspaceId: "x" })), /--workspace-id is "x", but the ref says "w"/)
  })

  it("refuses an option that the provider has no use for", () => {
    assert.strictEqual(
      refused(message("honcho:w/s/m", { computerId: "c" })),
      "Usage: Honcho has no use for --computer-id"
    )
    assert.strictEqual(
      refused(message("factory:s/m", { workspaceId: "c" })),
      "Usage: Factory has no use for --workspace-id"
    )
  })

  it("lets no id through that may not be sent", () => {
    assert.match(refused(message("factory:s/m", { computerId: ".." })), /^Usage: --computer-id must not /)
    assert.match(refused(message("factory:s/m", { computerId: "" })), /^Usage: --computer-id must not /)
    assert.match(refused(message("nope:s/m", {})), /^InvalidRef: /)
  })
})
