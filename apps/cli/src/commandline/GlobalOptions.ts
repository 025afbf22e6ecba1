/** The options of a command line that more than one command uses, as a service. */
import * as Context from "effect/Context"

/** The options of one command line. */
export class GlobalOptions extends Context.Tag("@org/messages-cli/GlobalOptions")<
  GlobalOptions,
  {
    /** Whether results and errors are printed as JSON. */
    readonly json: boolean
    /** Whether the providers are simulated in this process. */
    readonly sandbox: boolean
    /** How long a call may take, as the user typed it. */
    readonly timeout: string | undefined
    /** Whether requests, responses and waits are printed to standard error. */
    readonly verbose: boolean
    /** Whether messages come from the archive, and its file if one is named; undefined if they come from the providers. */
    readonly archive: { readonly file: string | undefined } | undefined
  }
>() {}
