/** Shows the progress of exports: a line on a terminal, JSON lines for programs, or nothing. */
import { type Provider, Provider as Providers } from "@org/messages-core"
import { Escape, Streams } from "@org/messages-terminal"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { GlobalOptions } from "../commandline/GlobalOptions.js"
import * as Counted from "../output/Counted.js"
import { Progress } from "../output/Progress.js"
import * as StatusLine from "../output/StatusLine.js"

/** Receives the events of the command. */
export interface ExportProgress {
  /** Shows during the exports that they wait, until there is something to show. */
  readonly during: <A, E, R>(exports: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  /** A page was written; the export has `count` messages of the conversation. */
  readonly page: (ref: string, added: number, count: number, total: number | undefined) => Effect.Effect<void>
  /** An element of a page cannot be read. */
  readonly fault: (ref: string, fault: { index: number; path: string; problem: string }) => Effect.Effect<void>
  /** All requests to a provider wait. */
  readonly wait: (provider: Provider.Provider, milliseconds: number) => Effect.Effect<void>
  /** An export has ended. */
  readonly end: (ref: string) => Effect.Effect<void>
  /** Removes the line, so that something else can be printed. */
  readonly clear: Effect.Effect<void>
}

/** The progress of one command. */
export const make = (kind: "auto" | "json") =>
  Effect.gen(function* () {
    const { stderr } = yield* Streams
    const { json } = yield* GlobalOptions
    const start = yield* Clock.currentTimeMillis
    const running = new Map<string, { readonly count: number; readonly total: number | undefined }>()
    let added = 0
    let ended = 0
    let drawnAt = -Infinity
    const { clear, draw } = yield* StatusLine.make
    const { during } = yield* Progress

    const write = (text: string) => Effect.ignore(stderr.write(text))
    const event = (value: object) => write(Escape.text(`${JSON.stringify(value)}\n`))

    const summary = (now: number): string => {
      const perSecond = added / Math.max(0.001, (now - start) / 1000)
      const known = [...running.values()]
      const left = known.reduce((sum, { count, total = NaN }) => sum + Math.max(0, total - count), 0)
      return [
        ...(ended > 0 ? [`${Counted.number(ended)} done`] : []),
        known.length === 1 && known[0]?.total !== undefined
          ? `${Counted.number(known[0].count)} of ${Counted.number(known[0].total)} messages`
          : `${Counted.number(added)} messages`,
        `${Counted.number(Math.round(perSecond))} a second`,
        ...(ended === 0 && left > 0 && perSecond > 0 ? [`${time(left / perSecond)} left`] : [])
      ].join(", ")
    }

    const redraw = Effect.flatMap(Clock.currentTimeMillis, (now) => {
      if (now - drawnAt < 200) return Effect.void
      drawnAt = now
      return draw(summary(now))
    })

    const shown: ExportProgress = {
      during,
      page: (ref, more, count, total) =>
        Effect.suspend(() => {
          added += more
          running.set(ref, { count, total })
          return redraw
        }),
      fault: (ref, { index, path, problem }) =>
        Effect.zipRight(draw(""), write(`${Escape.line(`${ref}: element ${index} ${path} ${problem}`)}\n`)),
      wait: (provider, milliseconds) =>
        Effect.flatMap(Clock.currentTimeMillis, (now) => {
          // The wait stays on the screen until it is over.
          drawnAt = now
          return draw(`waiting ${time(milliseconds / 1000)} for ${Providers.title(provider)}`)
        }),
      end: (ref) =>
        Effect.suspend(() => {
          running.delete(ref)
          ended += 1
          return redraw
        }),
      clear
    }

    const lines: ExportProgress = {
      during: (exports) => exports,
      page: (conversation, added, messages, total) => event({ type: "page", conversation, added, messages, total }),
      fault: (conversation, fault) => event({ type: "fault", conversation, ...fault }),
      wait: (provider, milliseconds) => event({ type: "wait", provider, milliseconds }),
      end: (conversation) => event({ type: "end", conversation }),
      clear: Effect.void
    }

    const silent: ExportProgress = {
      during: (exports) => exports,
      page: () => Effect.void,
      wait: () => Effect.void,
      end: () => Effect.void,
      clear: Effect.void,
      fault: json ? () => Effect.void : shown.fault
    }

    return kind === "json" ? lines : stderr.terminal && !json ? shown : silent
  })

const time = (seconds: number): string => {
  const whole = Math.ceil(seconds)
  return whole < 120 ? `${whole} s` : `${Math.ceil(whole / 60)} min`
}
