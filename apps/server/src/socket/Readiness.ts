/** Whether the server accepts requests. When it stops, it has a limited time to finish the requests in flight. */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Settings } from "../start/Settings.js"

/** The state of the server: ready or stopping. */
export class Readiness extends Context.Tag("@org/messages-server/Readiness")<
  Readiness,
  {
    readonly isStopping: () => boolean
    readonly stop: Effect.Effect<void>
    /** Waits until the server begins to stop. */
    readonly stopping: Effect.Effect<void>
    /** Waits, but not beyond the stop timeout. */
    readonly whileStopping: (wait: Effect.Effect<void>) => Effect.Effect<void>
  }
>() {}

const make = Effect.map(Settings, ({ stopTimeout }) => {
  let stoppedAt: bigint | undefined
  const latch = Effect.unsafeMakeLatch()
  const left = Effect.map(Clock.currentTimeNanos, (now) =>
    Duration.subtract(stopTimeout, Duration.nanos(now - (stoppedAt ?? now)))
  )
  return {
    isStopping: () => stoppedAt !== undefined,
    stop: Effect.zipRight(
      Effect.map(Clock.currentTimeNanos, (now) => void (stoppedAt = now)),
      Effect.asVoid(latch.open)
    ),
    stopping: latch.await,
    whileStopping: (wait: Effect.Effect<void>) =>
      Effect.flatMap(left, (left) => Effect.asVoid(Effect.timeoutOption(Effect.interruptible(wait), left)))
  }
})

/** The state, ready at first. */
export const layer = Layer.effect(Readiness, make)
