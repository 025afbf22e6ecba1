/** Waits for the end of an export, and shows its progress. */
import type { ExportResource, RemoteExports } from "@org/messages-api"
import { Streams } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { GlobalOptions } from "../commandline/GlobalOptions.js"
import { ExportEnded } from "../errors/ExportsFailure.js"
import { Progress } from "../output/Progress.js"
import * as StatusLine from "../output/StatusLine.js"
import * as ExportText from "./ExportText.js"

/** The last state of a watched export. On a terminal, a line on standard error shows the progress. */
export const watch = (states: Stream.Stream<ExportResource.ExportDetails, RemoteExports.ExportFailure>) =>
  Effect.gen(function* () {
    const { stderr } = yield* Streams
    const { json } = yield* GlobalOptions
    const { during } = yield* Progress
    const { clear, draw } = yield* StatusLine.make
    const shown = stderr.terminal && !json ? Stream.tap(states, (state) => draw(ExportText.progress(state))) : states
    const last = yield* Effect.ensuring(during(Stream.runLast(shown)), clear)
    return yield* Option.match(last, {
      onNone: () => Effect.dieMessage("a watched export has a state"),
      onSome: Effect.succeed
    })
  })

/** Fails unless the export succeeded: it is complete, and all of its elements could be read. */
export const failUnlessWhole = (ended: ExportResource.Export): Effect.Effect<void, ExportEnded> =>
  ended.state === "complete" && ended.faults === 0 ? Effect.void : Effect.fail(new ExportEnded({ export: ended }))
