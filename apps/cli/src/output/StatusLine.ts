/** One line on standard error that is redrawn, such as the progress of a long command. */
import { Escape, Streams } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import { Progress } from "./Progress.js"

/** Draws the line. */
export interface StatusLine {
  /** Replaces the text of the line, which is cut to the width of the terminal. An empty text clears it. */
  readonly draw: (text: string) => Effect.Effect<void>
  /** Removes the line, so that something else can be printed. */
  readonly clear: Effect.Effect<void>
}

/** A line of this command's standard error. It replaces the spinner of a call in flight. */
export const make = Effect.map(Effect.all([Streams, Progress]), ([{ stderr }, progress]): StatusLine => {
  let width = 0
  const draw = (text: string) =>
    Effect.suspend(() => {
      const line = Escape.line(text).slice(0, Math.max(0, (stderr.columns || 80) - 1))
      const before = width
      width = line.length
      return Effect.zipRight(
        progress.stop,
        Effect.ignore(stderr.write(`\r${line.padEnd(before)}${line === "" ? "\r" : ""}`))
      )
    })
  return { draw, clear: Effect.suspend(() => (width > 0 ? draw("") : Effect.void)) }
})
