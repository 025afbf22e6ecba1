/** The pager: the program in which a person reads what is longer than the screen. */
import type { StreamFailure } from "@org/messages-terminal"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import type { Signal } from "../Interruption.js"

/** A pager that runs. */
export interface OpenPager {
  /** Shows more; ends when the pager has taken it. Once a person has quit the pager, it fails with `EPIPE`. */
  readonly write: (text: string) => Effect.Effect<void, StreamFailure>
  /** Says that nothing more comes, and waits until the person quits the pager. */
  readonly finish: Effect.Effect<void>
  /** Waits until the person quits the pager. */
  readonly ended: Effect.Effect<void>
  /** Gives the terminal back after a signal: Ctrl-C is for the pager, so it waits; any other signal ends the pager. */
  readonly release: (signal: Signal) => Effect.Effect<void>
}

/** Opens the pager that `PAGER` names, or `less`, or gives nothing if neither can run. The pager ends with the scope. */
export class Pager extends Context.Tag("@org/messages-cli/Pager")<
  Pager,
  Effect.Effect<Option.Option<OpenPager>, never, Scope.Scope>
>() {}
