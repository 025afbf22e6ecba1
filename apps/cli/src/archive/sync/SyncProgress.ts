/** Shows the progress of a sync: a line on a terminal, or nothing. */
import type { SyncReport } from "@org/messages-archive"
import { Provider } from "@org/messages-core"
import { Streams } from "@org/messages-terminal"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { GlobalOptions } from "../../commandline/GlobalOptions.js"
import { Progress } from "../../output/Progress.js"
import * as StatusLine from "../../output/StatusLine.js"
import * as SyncText from "./SyncText.js"

/** Receives the events of the command. */
export interface SyncProgress {
  /** Shows during the sync of a target that it waits, until there is something to show. */
  readonly during: <A, E, R>(sync: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  /** The progress of a target's sync. */
  readonly report: (name: string, report: SyncReport.SyncReport) => Effect.Effect<void>
  /** All requests to a provider wait. */
  readonly wait: (provider: Provider.Provider, milliseconds: number) => Effect.Effect<void>
  /** Removes the line, so that something else can be printed. */
  readonly clear: Effect.Effect<void>
}

/** The progress of one command. */
export const make = Effect.gen(function* () {
  const { stderr } = yield* Streams
  const { json } = yield* GlobalOptions
  const { clear, draw } = yield* StatusLine.make
  const { during } = yield* Progress
  let drawnAt = -Infinity
  const shown: SyncProgress = {
    during,
    report: (name, report) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) => {
        if (now - drawnAt < 200) return Effect.void
        drawnAt = now
        return draw(SyncText.progress(name, report))
      }),
    wait: (provider, milliseconds) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) => {
        // The wait stays on the screen until it is over.
        drawnAt = now
        return draw(`waiting ${Math.ceil(milliseconds / 1000)} s for ${Provider.title(provider)}`)
      }),
    clear
  }
  const silent: SyncProgress = {
    during: (sync) => sync,
    report: () => Effect.void,
    wait: () => Effect.void,
    clear: Effect.void
  }
  return stderr.terminal && !json ? shown : silent
})
