/** What was said for the whole command line, wherever it stood. */
import * as Context from "effect/Context"

export class Settings extends Context.Tag("@org/messages-cli/Settings")<
  Settings,
  {
    /** Results and errors are for programs. */
    readonly json: boolean
    /** The providers are simulated, in this process. */
    readonly sandbox: boolean
  }
>() {}
