/** The request that a command line of `messages archive search` describes. */
import type { SearchHit } from "@org/messages-archive"
import { type MessageError, Provider, Time } from "@org/messages-core"
import { type Command, UsageError } from "@org/messages-terminal"
import type * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as PageOptions from "../../commandline/PageOptions.js"
import * as PageArguments from "../../list/PageArguments.js"
import * as StoredConversation from "../StoredConversation.js"
import * as SearchCommand from "./SearchCommand.js"

/** The query, its filters, and how many hits to print at most. */
export interface SearchRequest {
  readonly query: string
  readonly options: SearchHit.SearchOptions
  readonly limit: number | undefined
}

/** Reads the words and options, or says what is wrong with them. */
export const parse: (given: Command.Given) => Effect.Effect<SearchRequest, UsageError | MessageError.InvalidRef> =
  Effect.fn("SearchRequest.parse")(function* (given: Command.Given) {
    const isRanked = given.value(SearchCommand.rank)
    if (isRanked && given.value(SearchCommand.newest)) return yield* usage("--newest and --rank cannot be combined")
    const conversation = given.value(SearchCommand.conversation)
    const request: SearchRequest = {
      query: (given.all ?? []).join(" "),
      limit: yield* PageArguments.limit(given.value(SearchCommand.limit), "archive search"),
      options: {
        provider: Option.getOrUndefined(
          Option.liftPredicate(given.value(SearchCommand.provider) ?? "", Provider.isProvider)
        ),
        conversation: conversation === undefined ? undefined : yield* StoredConversation.parse(conversation),
        role: given.value(SearchCommand.role),
        author: given.value(SearchCommand.author),
        since: yield* timeOf("--since", given.value(SearchCommand.since)),
        until: yield* timeOf("--until", given.value(SearchCommand.until)),
        tool: given.value(SearchCommand.tool),
        hasFile: given.value(SearchCommand.hasFile) ? true : undefined,
        order: isRanked ? "rank" : "newest",
        cursor: given.value(PageOptions.cursor)
      }
    }
    return request
  })

/** A day stands for its first moment in UTC, because the search prints times in UTC. */
const timeOf = (option: string, text: string | undefined): Either.Either<DateTime.Utc | undefined, UsageError> => {
  if (text === undefined) return Either.right(undefined)
  const time = Time.from(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text)
  return Either.fromOption(
    Option.flatMap(Option.fromNullable(time), Time.toDateTime),
    () =>
      new UsageError({
        problem: `${option} takes a day such as 2026-01-31, or a time with a zone such as 2026-01-31T09:00:00Z`,
        command: "archive search"
      })
  )
}

const usage = (problem: string) => Effect.fail(new UsageError({ problem, command: "archive search" }))
