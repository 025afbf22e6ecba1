/** Tests of which pager there is. */
import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as NodePager from "../../src/output/NodePager.js"
import { Pager } from "../../src/output/Pager.js"

const isThere = (variables: { readonly [name: string]: string }) =>
  Effect.flatten(Pager).pipe(
    Effect.map(Option.isSome),
    Effect.scoped,
    Effect.provide(NodePager.layer),
    Effect.withConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(variables))))
  )

describe("NodePager", () => {
  it.live("runs the pager of PAGER, if there is one and the terminal can show it", () =>
    Effect.gen(function* () {
      assert.isTrue(yield* isThere({ PAGER: "true", TERM: "xterm" }))
      assert.isFalse(yield* isThere({ PAGER: "cat", TERM: "xterm" }))
      assert.isFalse(yield* isThere({ PAGER: "", TERM: "xterm" }))
      assert.isFalse(yield* isThere({ PAGER: "no-such-pager", TERM: "xterm" }))
      assert.isFalse(yield* isThere({ PAGER: "true", TERM: "dumb" }))
      assert.isFalse(yield* isThere({ TERM: "dumb" }))
    })
  )
})
