/** Sends lines as fast as the caller reads them, and no faster. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { ServerResponse } from "node:http"
import type { Lines } from "../response/Lines.js"

/** How long a caller may read nothing at all before the connection is closed, because its lines hold memory. */
export const patience = Duration.minutes(5)

/** Sends all lines. It completes when the system has accepted the last one, and is interrupted when the caller stops reading. */
export const write = (outgoing: ServerResponse, { close, next }: Lines): Effect.Effect<void> => {
  const all: Effect.Effect<void> = Effect.flatMap(next, (text) =>
    text === undefined ? Effect.void : Effect.zipRight(send(outgoing, text), all)
  )
  return Effect.ensuring(all, close)
}

const send = (outgoing: ServerResponse, text: string): Effect.Effect<void> =>
  Effect.async<void>((resume) => {
    if (outgoing.destroyed) return resume(Effect.interrupt)
    if (text === "" || outgoing.write(text)) return resume(Effect.void)
    const onDrain = () => resume(Effect.void)
    outgoing.once("drain", onDrain)
    return Effect.sync(() => outgoing.off("drain", onDrain))
  }).pipe(
    Effect.timeoutOption(patience),
    Effect.flatten,
    Effect.catchAll(() => Effect.interrupt)
  )
