/** Runs `messages read`. */
import { Pages, type ReadFailure } from "@org/messages-conversations"
import type { Message, Messages, Page } from "@org/messages-core"
import { Escape, Print, ShellQuote, Streams, Style, type StreamFailure } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Ref from "effect/Ref"
import * as Stream from "effect/Stream"
import * as ArchiveOptions from "../commandline/ArchiveOptions.js"
import { GlobalOptions } from "../commandline/GlobalOptions.js"
import * as LossOptions from "../commandline/LossOptions.js"
import * as PageOptions from "../commandline/PageOptions.js"
import * as UnusedOptions from "../commandline/UnusedOptions.js"
import type { Run } from "../commandline/RunnableCommand.js"
import { UnfinishedReading, UnreadableElements } from "../errors/CommandFailure.js"
import * as LongRun from "../export/LongRun.js"
import * as Interruption from "../Interruption.js"
import * as Note from "../output/Note.js"
import * as OutputFormat from "../output/OutputFormat.js"
import { Pager } from "../output/Pager.js"
import * as Pretty from "../output/Pretty.js"
import { Progress } from "../output/Progress.js"
import * as PageArguments from "../list/PageArguments.js"
import * as PageNotes from "../list/PageNotes.js"
import * as ReadCommand from "./ReadCommand.js"
import * as RefArgument from "../commands/RefArgument.js"

/** The code of the command. */
export const run: Run = (given, backend) =>
  Effect.gen(function* () {
    LongRun.tune()
    const format = yield* OutputFormat.choose(given.value(ReadCommand.format))
    const conversation = yield* RefArgument.conversation(given)
    const cursor = yield* PageArguments.cursor(given.value(PageOptions.cursor))
    yield* UnusedOptions.refuse("read", given, UnusedOptions.of(format), `--format ${format}`)
    const isSpecial =
      (format !== "json" && format !== "pretty") ||
      UnusedOptions.given(given, [LossOptions.redact, LossOptions.redactRules]) !== undefined
    // The code of the formats is loaded only if it is needed.
    const formatted = isSpecial ? yield* Effect.promise(() => import("../convert/FormattedOutput.js")) : undefined
    const special = yield* formatted?.make(given, format, "read") ?? Effect.succeed(undefined)
    const all = Pages.pages(conversation, { cursor, order: given.value(PageOptions.order) })
    const pages =
      special === undefined ? all : Stream.map(all, (page) => ({ ...page, items: special.next(page.items) }))
    const { stdout } = yield* Streams
    const shown = yield* Pretty.shown(given)
    const reading =
      special?.output !== undefined
        ? print(pages, special.output.add)
        : format === "json"
          ? print(pages, lines)
          : stdout.terminal && !given.value(ReadCommand.noPager)
            ? inPager(pages, shown)
            : document(pages, shown)
    const read = yield* Effect.catchTag(reading, "ReadFailure", (failure) =>
      Effect.flatMap(GlobalOptions, ({ archive, sandbox }) => {
        const words = ArchiveOptions.words(archive)
        const command = `${sandbox ? "--sandbox " : ""}read ${ShellQuote.quote(conversation.ref)}${words}`
        return Effect.fail(new UnfinishedReading({ failure, command }))
      })
    )
    if (read.messages === 0 && read.count === 0 && cursor === undefined) yield* Note.note(yield* PageNotes.empty)
    const end = yield* special?.output?.end ?? Effect.succeed(undefined)
    yield* special?.note ?? Effect.void
    if (read.count > 0) yield* new UnreadableElements({ count: read.count, faults: read.faults })
    if (end !== undefined && special?.failOnLoss !== undefined) yield* special.failOnLoss(end)
  }).pipe(Effect.provide(backend))

type ConversationPages = Stream.Stream<Page.Page<Message.Message>, ReadFailure, Messages.Messages>

/** How many messages were read, and how many elements could not be; `faults` has the first of those. */
interface Read {
  readonly messages: number
  readonly count: number
  readonly faults: ReadonlyArray<Page.PageFault>
}

const none: Read = { messages: 0, count: 0, faults: [] }

/** How many faults are kept for the final report. */
const kept = 20

/** Prints every page as it arrives. The next page is fetched meanwhile. */
const print = <R>(
  pages: ConversationPages,
  printPage: (messages: ReadonlyArray<Message.Message>) => Effect.Effect<void, StreamFailure, R>,
  noteFaults = PageNotes.faults
) =>
  Effect.scoped(
    Effect.gen(function* () {
      const { during } = yield* Progress
      const pull = yield* Stream.toPull(pages)
      let read = none
      for (;;) {
        const chunk = yield* during(pulled(pull))
        if (Option.isNone(chunk)) return read
        for (const { faults = [], items } of chunk.value) {
          if (items.length > 0) yield* printPage(items)
          yield* noteFaults(faults)
          read = {
            messages: read.messages + items.length,
            count: read.count + faults.length,
            faults: [...read.faults, ...faults].slice(0, kept)
          }
        }
      }
    })
  )

/** The next chunk of a stream; `undefined` at its end. */
const pulled = <A, E, R>(pull: Effect.Effect<A, Option.Option<E>, R>): Effect.Effect<Option.Option<A>, E, R> =>
  Effect.catchAll(
    Effect.asSome(pull),
    Option.match({ onNone: () => Effect.succeedNone, onSome: (error) => Effect.fail(error) })
  )

/** Messages only, one on each line. On a terminal they are escaped, which gives the same JSON. */
const lines = (messages: ReadonlyArray<Message.Message>) =>
  Effect.flatMap(Streams, ({ stdout }) => {
    const text = messages.map((message) => `${JSON.stringify(message)}\n`).join("")
    return stdout.write(stdout.terminal ? Escape.text(text) : text)
  })

/** The document without a pager. */
const document = Effect.fn("ReadConversation.document")(function* (pages: ConversationPages, what: Pretty.Shown) {
  const { stdout } = yield* Streams
  const shown = separated(Pretty.conversation(stdout.colour ? Style.colour : Style.none, stdout.columns, what))
  return yield* print(pages, (messages) =>
    Effect.forEach(messages, (message) => Print.text(() => shown(message)), { discard: true })
  )
})

/** The document in a pager. Quitting the pager ends the reading. */
const inPager = Effect.fn("ReadConversation.inPager")(function* (pages: ConversationPages, what: Pretty.Shown) {
  const { stdout } = yield* Streams
  const opened = yield* Effect.flatten(Pager)
  if (Option.isNone(opened)) return yield* document(pages, what)
  const { endInput, release, untilQuit, write } = opened.value
  yield* Ref.set(yield* Interruption.Foreground, Option.some(release))
  const shown = separated(Pretty.conversation(stdout.colour ? Style.colour : Style.none, stdout.columns, what))
  const escape = stdout.colour ? Style.escape : Escape.text
  const printPage = (messages: ReadonlyArray<Message.Message>) =>
    Effect.forEach(messages, (message) => write(escape(shown(message))), { discard: true })
  // The pager owns the screen: anything else that is drawn there would be lost.
  const reading = print(pages, printPage, () => Effect.void).pipe(
    Effect.updateService(Progress, (progress) => ({ ...progress, during: (call) => call }))
  )
  const read = yield* Effect.raceFirst(Effect.asSome(reading), Effect.as(untilQuit, Option.none<Read>())).pipe(
    Effect.ensuring(endInput)
  )
  if (Option.isNone(read)) return quit
  yield* PageNotes.faults(read.value.faults)
  return read.value
}, Effect.scoped)

/** A person who quits the pager has seen enough, and gets no remark. */
const quit: Read = { messages: 1, count: 0, faults: [] }

/** Puts an empty line before every message but the first. */
const separated = (show: (message: Message.Message) => string): ((message: Message.Message) => string) => {
  let isFirst = true
  return (message) => {
    const text = isFirst ? show(message) : `\n${show(message)}`
    isFirst = false
    return text
  }
}
