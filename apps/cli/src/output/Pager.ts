/** The pager: the program in which a person reads what is longer than the screen. */
import type { StreamFailure } from "@org/messages-terminal"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import type { Signal } from "../Interruption.js"

/** A running pager. */
export interface OpenPager {
  /** Shows more text; completes when the pager has accepted it. Once a person has quit the pager, it fails with `EPIPE`. */
  readonly write: (text: string) => Effect.Effect<void, StreamFailure>
  /** Ends the input of the pager, and waits until the person quits it. */
  readonly endInput: Effect.Effect<void>
  /** Waits until the person quits the pager. */
  readonly untilQuit: Effect.Effect<void>
  /** Restores the terminal after a signal: Ctrl-C is for the pager, so this waits for it; any other signal ends the pager. */
  readonly release: (signal: Signal) => Effect.Effect<void>
}

/** Opens the pager that `PAGER` names, or `less`; `none` if neither can run. The pager ends with the scope. */
export class Pager extends Context.Tag("@org/messages-cli/Pager")<
  Pager,
  Effect.Effect<Option.Option<OpenPager>, never, Scope.Scope>
>() {}
