/** `messages sandbox`: the providers, simulated on this machine until Ctrl-C. */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import { Provider } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Flags from "./Flags.js"
import * as Listing from "./Listing.js"
import * as Print from "./Print.js"
import { Settings } from "./Settings.js"
import * as Shell from "./Shell.js"
import { Usage } from "./Usage.js"

const options = {
  json: Flags.json,
  port: Options.withDefault(Flags.value("port", "the port; 0 is any free one"), "0")
}

export const flags = Flags.typed(options)

export const command = Command.make("sandbox", options, (asked) =>
  Effect.gen(function* () {
    if (!/^\d{1,5}$/.test(asked.port) || Number(asked.port) > 65535)
      return yield* new Usage({ problem: `--port takes a number from 0 to 65535`, command: "sandbox" })
    const { conversation, environment, seeds, url } = yield* Effect.promise(() => import("./Simulation.js")).pipe(
      Effect.flatMap(({ start }) => start(Number(asked.port)))
    )
    const { json } = yield* Settings
    if (json) yield* Print.json({ url, environment })
    else {
      yield* Print.text(() => Shell.exports(environment))
      yield* Print.note(hints(url, conversation, seeds))
    }
    return yield* Effect.never
  }).pipe(Effect.scoped)
).pipe(Command.withDescription("run the providers on this machine, with messages to try"))

export const help = `Runs ${Listing.titles(Provider.names)}, simulated on 127.0.0.1, with messages to try. Ends with Ctrl-C.
Standard output has the lines that make a shell use them; paste them into another terminal.

USAGE
  messages sandbox [options]

OPTIONS
  --port <number>       where to listen; 0, the default, is any free port
  --json                one JSON object with url and environment

EXAMPLES
  messages sandbox --port 4010
  messages sandbox > sandbox.env &         # then: . ./sandbox.env
  messages --sandbox get <ref>             # one command on a sandbox of its own
`

const hints = (
  url: string,
  conversation: string,
  seeds: ReadonlyArray<{ readonly ref: string; readonly shows: string }>
) =>
  [
    "",
    `The sandbox runs at ${url} until Ctrl-C. Paste the lines above into another terminal, then try:`,
    "",
    ...seeds.flatMap(({ ref, shows }) => [`  # ${shows}`, `  messages get ${Shell.quote(ref)}`]),
    "",
    `  # a post; the agent's reply to message X is X-reply, a second later`,
    `  messages post ${Shell.quote(conversation)} --text "Hello"`
  ].join("\n")
