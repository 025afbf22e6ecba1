/** Shows the progress of a copy: a line on a terminal, otherwise nothing. */
import { type Provider, Provider as Providers } from "@org/messages-core"
import { Streams } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import { GlobalOptions } from "../commandline/GlobalOptions.js"
import { Progress } from "../output/Progress.js"
import * as StatusLine from "../output/StatusLine.js"

/** The progress of one copy. */
export const make = Effect.gen(function* () {
  const { stderr } = yield* Streams
  const { json } = yield* GlobalOptions
  const { during } = yield* Progress
  const { clear, draw } = yield* StatusLine.make
  const show = (text: string) => (stderr.terminal && !json ? draw(text) : Effect.void)
  return {
    /** Shows during the reading or the posting that it waits, until there is something to show. */
    during,
    posted: (confirmed: number, posts: number) => show(`${confirmed} of ${posts} posted`),
    wait: (provider: Provider.Provider, milliseconds: number) =>
      show(`waiting ${Math.ceil(milliseconds / 1000)} s for ${Providers.title(provider)}`),
    clear
  }
})
