/** Shows a person that a call is in flight: a spinner after a second, and every step with `--verbose`. */
import type { Observation } from "@org/messages-runtime"
import { Streams } from "@org/messages-terminal"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { GlobalOptions } from "../commandline/GlobalOptions.js"
import * as Note from "./Note.js"

/** The progress of the one call of a command. */
export class Progress extends Context.Tag("@org/messages-cli/Progress")<
  Progress,
  {
    readonly observe: Observation.Observe
    /** Shows the spinner during the call. */
    readonly during: <A, E, R>(call: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
    /** Takes the spinner away until the end of the call, because a result of the call is shown. */
    readonly stop: Effect.Effect<void>
    /** Prints a remark, even while the spinner is shown. */
    readonly say: (text: string) => Effect.Effect<void>
  }
>() {}

export const make = Effect.gen(function* () {
  const streams = yield* Streams
  const options = yield* GlobalOptions
  const { stderr } = streams
  const print = (text: string) =>
    Note.note(text).pipe(Effect.provideService(Streams, streams), Effect.provideService(GlobalOptions, options))
  const state: State = { attempt: 1, ended: undefined, drawn: false, stopped: false }

  const draw = (text: string) => {
    state.drawn = text !== ""
    return Effect.ignore(stderr.write(`\r${text.padEnd(width)}${text === "" ? "\r" : ""}`))
  }
  const clear = Effect.suspend(() => (state.drawn ? draw("") : Effect.void))

  const spin = Effect.gen(function* () {
    state.stopped = false
    const start = yield* Clock.currentTimeMillis
    yield* Effect.sleep("1 second")
    for (let frame = 0; !state.stopped; frame++) {
      const seconds = Math.floor(((yield* Clock.currentTimeMillis) - start) / 1000)
      const attempt = state.attempt > 1 ? `, attempt ${state.attempt}` : ""
      yield* draw(`${frames[frame % frames.length]} waiting for ${seconds} s${attempt}`)
      yield* Effect.sleep("200 millis")
    }
  })

  const observe: Observation.Observe = Effect.fnUntraced(function* (event) {
    const now = yield* Clock.currentTimeMillis
    const waited = state.ended === undefined ? 0 : now - state.ended
    if (event._tag === "Sent") state.attempt = event.attempt
    else state.ended = now
    if (!options.verbose) return
    yield* clear
    if (event._tag === "Sent" && waited > 0) yield* print(`waited ${waited} ms`)
    yield* print(sentence(event))
  })

  return Progress.of({
    observe,
    stop: Effect.suspend(() => {
      state.stopped = true
      return clear
    }),
    say: (text) => Effect.zipRight(clear, print(text)),
    during: (call) =>
      stderr.terminal && !options.json
        ? Effect.flatMap(Effect.fork(spin), (fiber) =>
            Effect.ensuring(call, Effect.zipRight(Fiber.interrupt(fiber), clear))
          )
        : call
  })
})

interface State {
  attempt: number
  /** When the last attempt ended. */
  ended: number | undefined
  /** Whether the spinner is on the screen. */
  drawn: boolean
  /** Whether the spinner is not to be shown any more. */
  stopped: boolean
}

/** Enough to cover the longest line that was drawn. */
const width = 36

const frames = ["⠋", "⠙", "⠸", "⠴", "⠦", "⠇"]

const sentence = (event: Observation.CallEvent): string => {
  switch (event._tag) {
    case "Sent":
      return `attempt ${event.attempt}: ${event.method} to ${event.origin}`
    case "Received": {
      const id = event.requestId === undefined ? "" : `, request ${event.requestId}`
      return `attempt ${event.attempt}: HTTP ${event.status} after ${event.millis} ms${id}`
    }
    case "Failed":
      return `attempt ${event.attempt}: ${event.problem} after ${event.millis} ms`
  }
}
