/** Where this program keeps its state: the state directory of the XDG Base Directory Specification, which ignores relative paths. */
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import { homedir } from "node:os"
import { join } from "node:path"

/** The folder, such as `~/.local/state/messages`. */
export const path: Effect.Effect<string> = Effect.map(
  Effect.orElseSucceed(Config.string("XDG_STATE_HOME"), () => ""),
  (state) => join(state.startsWith("/") ? state : join(homedir(), ".local/state"), "messages")
)
