/** The laws of one format as tests: a further format needs a call of this, a judge, and a generator of its documents. */
import { describe, it } from "@effect/vitest"
import type { Json } from "@org/messages-core"
import { type Definition, Export } from "@org/messages-formats"
import * as Either from "effect/Either"
import * as fc from "effect/FastCheck"
import assert from "node:assert/strict"
import { HostileMessages, Laws, Sorted } from "@org/messages-formats-laws"

/** What a format's test brings. */
export interface Suite {
  readonly definition: Definition.Definition
  /** The official reader: throws unless it accepts a document, and gives it back unchanged. */
  readonly judge: (document: ReadonlyArray<Json.JsonObject>) => void | Promise<void>
  /** Documents as other programs write them; those that the judge refuses are left out. */
  readonly documents: fc.Arbitrary<ReadonlyArray<Json.JsonObject>>
}

/** Runs every law on as many conversations. */
export const laws = ({ definition, documents, judge }: Suite, numRuns: number): void => {
  const { conversation, slot } = HostileMessages
  const holds = (law: (definition: Definition.Definition, messages: Definition.Messages) => void) =>
    fc.assert(
      fc.property(conversation, (messages) => law(definition, messages)),
      { numRuns }
    )

  describe(`${definition.name}, ${numRuns} conversations`, () => {
    it("gives everything back", () => holds(Laws.roundTrip))

    it("accounts for every leaf", () => holds(Laws.accounted))

    it("is accepted by the format's own reader, and comes out of it unchanged", async () => {
      const foreign = conversation.filter((messages) => messages.every(({ format }) => format !== definition.name))
      await fc.assert(
        fc.asyncProperty(foreign, async (messages) => {
          for (const keep of definition.slot === undefined ? (["none"] as const) : (["none", "embed"] as const)) {
            const exported = Export.of(definition, messages, { keep })
            if (Either.isRight(exported)) await judge(exported.right.value)
          }
        }),
        { numRuns }
      )
    })

    it("imports what the format's own reader accepts, and exports it again as it was", async () => {
      let accepted = 0
      await fc.assert(
        fc.asyncProperty(documents, async (document) => {
          try {
            await judge(document)
          } catch {
            return
          }
          accepted++
          Laws.imports(definition, document)
        }),
        { numRuns }
      )
      assert.ok(accepted > numRuns / 5, `the reader accepts ${accepted} of ${numRuns} documents`)
    })

    it("keeps what belongs to an element in that element", () => holds(Laws.local))

    it("keeps that too where another program puts elements in and takes them out", () => holds(Laws.mended))

    it("lets edits win", () => holds(Laws.editable))

    it("is canonical whatever stands in slots and sidecars", () => {
      fc.assert(
        fc.property(conversation, slot, (messages, slot) => Laws.hostile(definition, messages, slot)),
        { numRuns }
      )
    })
  })
}

/** Throws unless the reader gave back what it was given. */
export const unchanged = (theirs: unknown, ours: unknown): void => {
  assert.equal(Sorted.sorted(theirs), Sorted.sorted(ours))
}
