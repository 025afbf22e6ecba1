/** Files of model messages: what each form becomes, and what is written for a file. */
import { assert, describe, it } from "@effect/vitest"
import { AiSdkModel } from "@org/messages-formats"
import type { Json, Part } from "@org/messages-core"
import * as Either from "effect/Either"

const read: ReadonlyArray<readonly [native: Json.JsonObject, file: Part.Part]> = [
  [
    { type: "file", data: "aGk=", mediaType: "image/png", filename: "a.png" },
    { type: "file", mediaType: "image/png", filename: "a.png", data: "aGk=" }
  ],
  [
    { type: "file", data: "https://e.com/a.png", mediaType: "image/png" },
    { type: "file", mediaType: "image/png", url: "https://e.com/a.png" }
  ],
  [
    { type: "file", data: { type: "data", data: "aGk=" }, mediaType: "image/png" },
    { type: "file", mediaType: "image/png", data: "aGk=" }
  ],
  [
    { type: "file", data: { type: "url", url: "https://e.com" }, mediaType: "image/png" },
    { type: "file", mediaType: "image/png", url: "https://e.com" }
  ],
  [
    { type: "file", data: { type: "text", text: "hi" }, mediaType: "text/plain" },
    { type: "file", mediaType: "text/plain", text: "hi" }
  ],
  [
    { type: "image", image: "aGk=" },
    { type: "file", kind: "image", data: "aGk=" }
  ],
  [
    { type: "image", image: "https://e.com", mediaType: "image/png" },
    { type: "file", mediaType: "image/png", url: "https://e.com" }
  ]
]

describe("a file of a model message", () => {
  for (const [native, file] of read)
    it(`is read from ${JSON.stringify(native)}, and written as it was`, () => {
      const document = [{ role: "user", content: [native] }]
      const { messages } = Either.getOrThrow(AiSdkModel.import(document))
      assert.deepEqual(
        messages[0]?.parts.map(({ residue: _, ...part }) => part),
        [file]
      )
      assert.deepEqual<unknown>(Either.getOrThrow(AiSdkModel.export(messages)).value, document)
    })

  it("is an image without a media type only in a message of a user", () => {
    const image: Part.Part = { type: "file", kind: "image", url: "https://e.com" }
    const text: Part.Part = { type: "text", text: "hi" }
    const valueOf = (role: "assistant" | "user") =>
      Either.getOrThrow(AiSdkModel.export([{ version: 1, role, parts: [image, text] }])).value
    assert.deepEqual<unknown>(valueOf("user"), [
      {
        role: "user",
        content: [
          { type: "image", image: "https://e.com" },
          { type: "text", text: "hi" }
        ]
      }
    ])
    assert.deepEqual<unknown>(valueOf("assistant"), [{ role: "assistant", content: [{ type: "text", text: "hi" }] }])
  })
})
