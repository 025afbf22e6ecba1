/** Shows the progress of a copy: a line on a terminal, otherwise nothing. */
import { type Provider, Provider as Providers } from "@org/messages-core"
import { Streams } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import { GlobalOptions } from "../commandline/GlobalOptions.js"

/** The progress of one copy. */
export const make = Effect.gen(function* () {
  const { stderr } = yield* Streams
  const { json } = yield* GlobalOptions
  let width = 0
  const draw = (text: string) =>
    Effect.suspend(() => {
      if (!stderr.terminal || json) return Effect.void
      const before = width
      width = text.length
      return Effect.ignore(stderr.write(`\r${text.padEnd(before)}${text === "" ? "\r" : ""}`))
    })
  return {
    read: draw("reading the conversation"),
    posted: (confirmed: number, posts: number) => draw(`${confirmed} of ${posts} posted`),
    wait: (provider: Provider.Provider, milliseconds: number) =>
      draw(`waiting ${Math.ceil(milliseconds / 1000)} s for ${Providers.title(provider)}`),
    clear: Effect.suspend(() => (width > 0 ? draw("") : Effect.void))
  }
})
