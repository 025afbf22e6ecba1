/** A body in lines of JSON that is made while it is sent, so that nothing is read before the caller needs it. */
import type { ConversationLines } from "@org/messages-api"
import * as RequestProblem from "@org/messages-api/RequestProblem"
import type { Cursor, Problem } from "@org/messages-core"
import * as Cause from "effect/Cause"
import type * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"

/** The lines of one response. */
export interface Lines {
  /** The next lines with their line breaks, or `undefined` at the end. It never fails: a failure becomes the last line. */
  readonly next: Effect.Effect<string | undefined>
  /** Stops the reading. It must run when no more lines are taken. */
  readonly close: Effect.Effect<void>
  /** What the log says about the lines so far. */
  readonly summary: () => Summary
}

/** How many values were sent, and the type of the problem that ended them early. */
export interface Summary {
  readonly count: number
  readonly problem: string | undefined
}

/** Some lines, the number of their values, and the cursor after them. */
export interface Block {
  readonly text: string
  readonly count: number
  readonly cursor?: Cursor.Cursor | undefined
}

/** What can end the lines early. */
export interface Options {
  readonly requestId: string
  /** Completes when the server begins to stop. */
  readonly stopping: Effect.Effect<void>
  /** The cursor at which the lines begin, if not at the start. */
  readonly cursor?: Cursor.Cursor | undefined
  /** Called with the cause of an unexpected failure. */
  readonly onDefect: (cause: Cause.Cause<unknown>) => void
}

type Interruption = ConversationLines.Interruption

/** One value as a line. */
export const line = (value: object): string => `${JSON.stringify(value)}\n`

/** The lines of a stream. */
export const make = (stream: Stream.Stream<Block, Interruption>, options: Options): Effect.Effect<Lines> =>
  Effect.map(opened(stream), ({ close, pull }) => lines(pull, close, options))

/** The same, after the first lines have been read: a failure before them fails the whole effect. */
export const afterFirst = (
  stream: Stream.Stream<Block, Interruption>,
  options: Options
): Effect.Effect<Lines, Problem.Problem> =>
  Effect.gen(function* () {
    const { close, pull } = yield* opened(stream)
    const first = yield* pull.pipe(
      Effect.mapError(({ error }) => error),
      Effect.onExit((exit) => (Exit.isFailure(exit) ? close : Effect.void))
    )
    let isFirst = true
    const later = Effect.suspend(() => {
      if (!isFirst) return pull
      isFirst = false
      return Effect.succeed(first)
    })
    return lines(later, close, options)
  })

type Pull = Effect.Effect<Option.Option<Chunk.Chunk<Block>>, Interruption>

const opened = (stream: Stream.Stream<Block, Interruption>) =>
  Effect.gen(function* () {
    const scope = yield* Scope.make()
    const pull = yield* Scope.extend(Stream.toPull(stream), scope)
    const atEnd: Pull = Effect.asSome(pull).pipe(
      Effect.catchAll(Option.match({ onNone: () => Effect.succeedNone, onSome: (error) => Effect.fail(error) }))
    )
    return { pull: atEnd, close: Scope.close(scope, Exit.void) }
  })

const lines = (pull: Pull, close: Effect.Effect<void>, { cursor: start, onDefect, requestId, stopping }: Options) => {
  let count = 0
  let cursor = start
  let isEnded = false
  let problem: string | undefined

  const take = (blocks: Chunk.Chunk<Block>): string => {
    let text = ""
    for (const block of blocks) {
      text += block.text
      count += block.count
      cursor = block.cursor ?? cursor
    }
    return text
  }

  const last = (interruption: Interruption): string => {
    isEnded = true
    problem = interruption.error.type
    return line({ ...interruption, error: { ...interruption.error, requestId } })
  }

  const stopped = Effect.map(stopping, () =>
    last({ error: RequestProblem.stopping, ...(cursor !== undefined && { cursor }) })
  )

  const read = Effect.match(pull, {
    onFailure: last,
    onSuccess: Option.match({
      onNone: () => {
        isEnded = true
        return undefined
      },
      onSome: take
    })
  })

  const next = Effect.suspend(() => (isEnded ? Effect.succeed(undefined) : Effect.raceFirst(read, stopped))).pipe(
    Effect.catchAllCause((cause) => {
      if (Cause.isInterruptedOnly(cause)) return Effect.failCause(cause)
      onDefect(cause)
      return Effect.succeed(last({ error: RequestProblem.internal, ...(cursor !== undefined && { cursor }) }))
    })
  )

  return { next, close, summary: () => ({ count, problem }) }
}
