/** Reads from a query which page of a list the caller wants. */
import { Cursor, MessageError, Order, type Page, Problem, Provider } from "@org/messages-core"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import * as Query from "./Query.js"

/** The page of messages that a query describes, and the rest of the query, which belongs to the ref. */
export const ofMessages = (
  query: string
): Either.Either<{ readonly options: Page.PageOptions; readonly rest: string }, Problem.Problem> =>
  Either.gen(function* () {
    const { rest, values } = yield* Query.read(query, ["cursor", "limit", "order", "natives"])
    const order = values.get("order")
    const natives = values.get("natives")
    if (order !== undefined && !isOrder(order)) return yield* Query.invalid("order", "must be oldest or newest")
    if (natives !== undefined && natives !== "true" && natives !== "false")
      return yield* Query.invalid("natives", "must be true or false")
    return { options: { ...(yield* paging(values)), order, natives: natives === "true" }, rest }
  })

/** The provider and the page of conversations that a query describes. */
export const ofConversations = (
  query: string
): Either.Either<
  { readonly provider: Provider.Provider; readonly options: Page.ConversationsOptions },
  Problem.Problem
> =>
  Either.gen(function* () {
    const { rest, values } = yield* Query.read(query, ["provider", "parent", "cursor", "limit"])
    if (rest !== "") return yield* Query.invalid(Query.firstOf(rest), "is not known")
    const provider = values.get("provider")
    if (provider === undefined) return yield* Query.invalid("provider", "is missing")
    if (!Provider.isProvider(provider))
      return yield* Query.invalid("provider", `must be one of ${Provider.names.join(", ")}`)
    return { provider, options: { ...(yield* paging(values)), parent: values.get("parent") } }
  })

const paging = (values: Query.Query["values"]) =>
  Either.gen(function* () {
    const limit = values.get("limit")
    const cursor = values.get("cursor")
    if (limit !== undefined && !/^[1-9]\d{0,8}$/.test(limit))
      return yield* Query.invalid("limit", "must be a whole number from 1")
    if (cursor !== undefined && !isCursor(cursor))
      return yield* Either.left(
        Problem.of(new MessageError.InvalidCursor({ problem: "it is not a cursor, or it was altered" }))
      )
    return { cursor, limit: limit === undefined ? undefined : Number(limit) }
  })

const isCursor = Schema.is(Cursor.Cursor)

const isOrder = Schema.is(Order.Order)
