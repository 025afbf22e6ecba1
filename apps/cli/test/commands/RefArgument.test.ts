import { assert, describe, it } from "@effect/vitest"
import type { Command } from "@org/messages-terminal"
import * as Either from "effect/Either"
import * as RefOptions from "../../src/commandline/RefOptions.js"
import * as RefArgument from "../../src/commands/RefArgument.js"

type Ids = { readonly [K in RefOptions.Key]?: string }

const given = (argument: string, ids: Ids): Command.Given => ({
  argument,
  value: (option) => {
    const [key] = [...RefOptions.options].find(([, { name }]) => name === option.name) ?? []
    const id = key === undefined ? undefined : ids[key]
    return option.read(id === undefined ? [] : [id])
  }
})

const message = (text: string, ids: Ids) => Either.map(RefArgument.message(given(text, ids)), ({ ref }): string => ref)

const conversation = (text: string, ids: Ids) =>
  Either.map(RefArgument.conversation(given(text, ids)), ({ ref }): string => ref)

const refused = (either: Either.Either<string, { readonly _tag: string; readonly message: string }>) =>
  Either.match(either, { onLeft: ({ _tag, message }) => `${_tag}: ${message}`, onRight: (ref) => assert.fail(ref) })

describe("RefArgument", () => {
  it("puts the value of an option into the ref, encoded", () => {
    assert.strictEqual<string>(
      Either.getOrThrow(message("factory:s/m", { computerId: "a b" })),
      "factory:s/m?computerId=a%20b"
    )
    assert.strictEqual<string>(
      Either.getOrThrow(message("mielto:m", { workspaceId: "wsp_1" })),
      "mielto:m?workspaceId=wsp_1"
    )
    assert.strictEqual<string>(
      Either.getOrThrow(conversation("factory:s", { computerId: "c" })),
      "factory:s?computerId=c"
    )
  })

  it("accepts the same value in the ref and in an option", () => {
    assert.strictEqual<string>(
      Either.getOrThrow(message("factory:s/m?computerId=c", { computerId: "c" })),
      "factory:s/m?computerId=c"
    )
    assert.strictEqual<string>(Either.getOrThrow(message("honcho:w/s/m", { workspaceId: "w" })), "honcho:w/s/m")
  })

  it("refuses a value that differs from the ref's", () => {
    assert.strictEqual(
      refused(message("factory:s/m?computerId=a", { computerId: "b" })),
      'UsageError: --computer-id is "b", but the ref says "a"'
    )
    assert.match(refused(message("honcho:w/s/m", { workspaceId: "x" })), /--workspace-id is "x", but the ref says "w"/)
  })

  it("refuses an option that the provider does not use", () => {
    assert.strictEqual(
      refused(message("honcho:w/s/m", { computerId: "c" })),
      "UsageError: Honcho does not use --computer-id"
    )
    assert.strictEqual(
      refused(message("factory:s/m", { workspaceId: "c" })),
      "UsageError: Factory does not use --workspace-id"
    )
  })

  it("refuses an id that must not be sent", () => {
    assert.match(refused(message("factory:s/m", { computerId: ".." })), /^UsageError: --computer-id must not /)
    assert.match(refused(message("factory:s/m", { computerId: "" })), /^UsageError: --computer-id must not /)
    assert.match(refused(message("nope:s/m", {})), /^InvalidRef: /)
  })
})
