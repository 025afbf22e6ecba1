/** Whether the server takes requests: until it is told to stop. Then it has a time to finish what it has begun. */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Ref from "effect/Ref"
import { Settings } from "./Settings.js"

export class Readiness extends Context.Tag("@org/messages-server/Readiness")<
  Readiness,
  {
    readonly isStopping: Effect.Effect<boolean>
    readonly stop: Effect.Effect<void>
    /** Waits, but no longer than what is left of the time to stop. */
    readonly whileStopping: (wait: Effect.Effect<void>) => Effect.Effect<void>
  }
>() {}

const make = Effect.gen(function* () {
  const { stopTimeout } = yield* Settings
  const stopped = yield* Ref.make<bigint | undefined>(undefined)
  const left = Effect.zipWith(Ref.get(stopped), Clock.currentTimeNanos, (since, now) =>
    Duration.subtract(stopTimeout, Duration.nanos(now - (since ?? now)))
  )
  return {
    isStopping: Effect.map(Ref.get(stopped), (since) => since !== undefined),
    stop: Effect.flatMap(Clock.currentTimeNanos, (now) => Ref.set(stopped, now)),
    whileStopping: (wait: Effect.Effect<void>) =>
      Effect.flatMap(left, (left) => Effect.asVoid(Effect.timeoutOption(Effect.interruptible(wait), left)))
  }
})

export const layer = Layer.effect(Readiness, make)
