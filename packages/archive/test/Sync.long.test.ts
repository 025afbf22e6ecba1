/** The law of a sync, in many more histories. */
import { describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FakeProvider from "./FakeProvider.js"
import * as SyncProperty from "./SyncProperty.js"

describe.each(FakeProvider.kinds)("a sync of %s", (kind) => {
  it.effect("has exactly the provider's messages after each of ten syncs, whatever happened between them", () =>
    Effect.promise(() => SyncProperty.check(kind, 60))
  )
})
