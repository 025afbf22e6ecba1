import { assert, describe, it } from "@effect/vitest"
import { MessageRef } from "@org/messages-core"
import { Normalization } from "@org/messages-normalization"
import * as Either from "effect/Either"
import * as NativeMessages from "../src/mapping/NativeMessages.js"

const kilobytes = { "1 KB": 1, "8 KB": 8, "256 KB": 256 }

describe("the native messages", () => {
  for (const provider of NativeMessages.providers)
    for (const size of NativeMessages.sizes)
      it(`of ${provider} have ${size}, and only fields that the mapping knows`, () => {
        const { ref } = Either.getOrThrow(MessageRef.parse(NativeMessages.ref(provider, size)))
        const text = JSON.stringify(NativeMessages.native(provider, size))
        const ratio = text.length / 1024 / kilobytes[size]
        assert.isAbove(ratio, 0.6)
        assert.isBelow(ratio, 1.2)
        const message = Normalization.toMessage(ref, JSON.parse(text))
        assert.isEmpty(message.parts.filter(({ type }) => type === "unknown"))
      })
})
