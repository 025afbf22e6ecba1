/** Whether the server takes requests: until it is told to stop. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Ref from "effect/Ref"

export class Readiness extends Context.Tag("@org/messages-server/Readiness")<
  Readiness,
  { readonly isStopping: Effect.Effect<boolean>; readonly stop: Effect.Effect<void> }
>() {}

export const layer = Layer.effect(
  Readiness,
  Effect.map(Ref.make(false), (stopping) => ({ isStopping: Ref.get(stopping), stop: Ref.set(stopping, true) }))
)
