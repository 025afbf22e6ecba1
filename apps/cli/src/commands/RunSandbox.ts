/** Runs `messages sandbox`. */
import { Sandbox } from "@org/messages-runtime"
import { Print, ShellQuote, UsageError } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import { GlobalOptions } from "../commandline/GlobalOptions.js"
import type { Run } from "../commandline/RunnableCommand.js"
import * as Note from "../output/Note.js"
import { port as portOption } from "./SandboxCommand.js"

/** The code of the command. */
export const run: Run = (given) =>
  Effect.gen(function* () {
    const port = given.value(portOption) ?? "0"
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65535)
      return yield* new UsageError({ problem: "--port takes a number from 0 to 65535", command: "sandbox" })
    return yield* Effect.provide(serve, Sandbox.layerAt(Number(port)))
  })

const serve = Effect.gen(function* () {
  const { environment, url } = yield* Sandbox.Sandbox
  const { json } = yield* GlobalOptions
  if (json) yield* Print.json({ url, environment })
  else {
    yield* Print.text(() => ShellQuote.exports(environment))
    yield* Note.note(hints(url))
  }
  return yield* Effect.never
})

const hints = (url: string) =>
  [
    "",
    `The sandbox runs at ${url} until Ctrl-C. Paste the lines above into another terminal, then try:`,
    "",
    "  # list conversations, read one to its end, and list one page by page",
    "  messages conversations factory",
    `  messages read ${ShellQuote.quote(Sandbox.conversation)}`,
    `  messages list ${ShellQuote.quote(Sandbox.diary("honcho", 120))} --limit 10`,
    "",
    ...Sandbox.seeds.flatMap(({ ref, shows }) => [`  # ${shows}`, `  messages get ${ShellQuote.quote(ref)}`]),
    "",
    "  # post a message; a second later, the agent's reply to message X is X-reply",
    `  messages post ${ShellQuote.quote(Sandbox.conversation)} --text "Hello"`
  ].join("\n")
