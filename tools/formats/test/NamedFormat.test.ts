/** Documents that an export wrote, read by the name of their format: nothing that was written is refused. */
import { describe, it } from "@effect/vitest"
import { Conversion, DocumentText, Formats } from "@org/messages-formats"
import { HostileMessages } from "@org/messages-formats-laws"
import * as Either from "effect/Either"
import * as fc from "effect/FastCheck"

const registry = Formats.withProviders([])

const both = registry.names.filter((name) => {
  const { isReadOnly, isWriteOnly } = registry.get(name) ?? {}
  return isReadOnly !== true && isWriteOnly !== true
})

describe("a document that an export wrote is read by the name of its format", () => {
  for (const name of both)
    it(name, () => {
      for (const messages of [[], ...fc.sample(HostileMessages.conversation, 40)])
        for (const keep of ["embed", "none"] as const) {
          const written = Formats.export(name, messages, { keep })
          if (Either.isLeft(written)) continue
          const { value } = written.right
          const content = typeof value === "string" ? DocumentText.read(value, name) : DocumentText.of(value, name)
          if (typeof value === "string" && value === "") continue
          Either.getOrThrow(Conversion.read(registry, Either.getOrThrow(content).elements, name))
        }
    })
})
