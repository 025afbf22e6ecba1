/** Whether the server takes requests. When it stops, it has a limited time to finish the requests in flight. */
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
    /** Waits, but not beyond the stop timeout. */
    readonly whileStopping: (wait: Effect.Effect<void>) => Effect.Effect<void>
  }
>() {}

const make = Effect.map(Settings, ({ stopTimeout }) => {
  let stoppedAt: bigint | undefined
  const left = Effect.map(Clock.currentTimeNanos, (now) =>
    Duration.subtract(stopTimeout, Duration.nanos(now - (stoppedAt ?? now)))
  )
  return {
    isStopping: () => stoppedAt !== undefined,
    stop: Effect.map(Clock.currentTimeNanos, (now) => void (stoppedAt = now)),
    whileStopping: (wait: Effect.Effect<void>) =>
      Effect.flatMap(left, (left) => Effect.asVoid(Effect.timeoutOption(Effect.interruptible(wait), left)))
  }
})

/** The state, ready at first. */
export const layer = Layer.effect(Readiness, make)
