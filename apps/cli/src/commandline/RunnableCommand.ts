/** A command together with the code that runs it. */
import type { Messages } from "@org/messages-core"
import type { StrictReading } from "@org/messages-runtime"
import type { Command, Streams } from "@org/messages-terminal"
import type * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import type { CommandFailure } from "../errors/CommandFailure.js"
import type { Foreground, Posting } from "../Interruption.js"
import type { Pager } from "../output/Pager.js"
import type { Progress } from "../output/Progress.js"
import type { GlobalOptions } from "./GlobalOptions.js"

/** A command of this program. */
export interface RunnableCommand extends Command.Command {
  /** Whether it reads messages from the archive alone. */
  readonly isOfArchive?: boolean
  /** Loads the code of the command, which help and completions do not need. */
  readonly load: () => Promise<{ readonly run: Run }>
}

/** What a command needs to read or post messages. Commands that do neither never build it. */
export type Backend = Layer.Layer<
  Messages.Messages | StrictReading.StrictReading,
  CommandFailure,
  GlobalOptions | Progress
>

/** Runs a command with the values from its command line. */
export type Run = (
  given: Command.Given,
  backend: Backend
) => Effect.Effect<void, CommandFailure, Streams | GlobalOptions | Posting | Foreground | Pager | Progress>
