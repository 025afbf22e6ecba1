/** The laws of one format as tests: a further format needs a call of this, a judge, and a generator of its documents. */
import { describe, it } from "@effect/vitest"
import type { Json } from "@org/messages-core"
import { type Definition, Export } from "@org/messages-formats"
import * as Either from "effect/Either"
import * as fc from "effect/FastCheck"
import assert from "node:assert/strict"
import { setImmediate } from "node:timers/promises"
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
export const laws = (suite: Suite, numRuns: number): void => {
  const { definition } = suite
  describe(`${definition.name}, ${numRuns} conversations`, () => {
    const holds = onSameConversations(definition, numRuns)
    for (const [promise, law] of promises) it(promise, () => holds(law))
    readersLaws(suite, numRuns)
  })
}

/** Checks laws, all on the same conversations. They are made once; a law that fails makes them again, to find a small one. */
export const onSameConversations = (definition: Definition.Definition, numRuns: number): ((law: Law) => void) => {
  const given = fc.tuple(HostileMessages.conversation, HostileMessages.slot)
  const parameters = { numRuns, seed: Date.now() | 0 }
  let sample: ReadonlyArray<readonly [Definition.Messages, Json.Json]> | undefined
  return (law) => {
    sample ??= fc.sample(given, parameters)
    try {
      for (const [messages, slot] of sample) law(definition, messages, slot)
    } catch (error) {
      fc.assert(
        fc.property(given, ([messages, slot]) => law(definition, messages, slot)),
        parameters
      )
      throw error
    }
  }
}

/** Runs every law on the same `numRuns` conversations in one test, because making a conversation takes as long as checking a law. */
export const lawsTogether = (suite: Suite, numRuns: number, seed: number): void => {
  const { definition } = suite
  describe(`${definition.name}, ${numRuns} conversations, seed ${seed}`, () => {
    it(promises.map(([promise]) => promise).join(", "), async () => {
      const { conversation, slot } = HostileMessages
      const property = fc.asyncProperty(conversation, slot, async (messages, slot) => {
        for (const [, law] of promises) law(definition, messages, slot)
        await turns()
      })
      await fc.assert(property, { numRuns, seed })
    })
    readersLaws(suite, numRuns, seed)
  })
}

type Law = (definition: Definition.Definition, messages: Definition.Messages, slot: Json.Json) => void

const promises: ReadonlyArray<readonly [promise: string, law: Law]> = [
  ["gives everything back", Laws.roundTrip],
  ["accounts for every leaf", Laws.accounted],
  ["keeps what belongs to an element in that element", Laws.local],
  ["keeps that too where another program puts elements in and takes them out", Laws.mended],
  ["lets edits win", Laws.editable],
  ["is canonical whatever stands in slots and sidecars", Laws.hostile]
]

/** The laws that the format's own reader judges. */
const readersLaws = ({ definition, documents, judge }: Suite, numRuns: number, seed?: number): void => {
  const parameters = { numRuns, ...(seed !== undefined && { seed }) }
  it("is accepted by the format's own reader, and comes out of it unchanged", async () => {
    const foreign = HostileMessages.conversation.filter((messages) =>
      messages.every(({ format }) => format !== definition.name)
    )
    const property = fc.asyncProperty(foreign, async (messages) => {
      for (const keep of definition.slot === undefined ? (["none"] as const) : (["none", "embed"] as const)) {
        const exported = Export.of(definition, messages, { keep })
        if (Either.isRight(exported)) await judge(exported.right.value)
      }
      await turns()
    })
    await fc.assert(property, parameters)
  })

  it("imports what the format's own reader accepts, and exports it again as it was", async () => {
    let accepted = 0
    const property = fc.asyncProperty(documents, async (document) => {
      await turns()
      try {
        await judge(document)
      } catch {
        return
      }
      accepted++
      Laws.imports(definition, document)
    })
    await fc.assert(property, parameters)
    assert.ok(accepted > numRuns / 5, `the reader accepts ${accepted} of ${numRuns} documents`)
  })
}

let calls = 0

/** Lets the thread do other work now and then: Vitest gives up on a thread that says nothing for a minute. */
const turns = async (): Promise<void> => {
  if (++calls % 10 === 0) await setImmediate()
}

/** Throws unless the reader gave back what it was given. */
export const unchanged = (theirs: unknown, ours: unknown): void => {
  Sorted.same(theirs, ours)
}
