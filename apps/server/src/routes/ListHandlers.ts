/** Lists conversations and their messages, page by page, or a whole conversation in lines. */
import type { ConversationLines, ListPages } from "@org/messages-api"
import { type Address, ConversationRef, type Cursor, Messages, type Page, Problem } from "@org/messages-core"
import { Gate, Pages, type ReadFailure } from "@org/messages-conversations"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Stream from "effect/Stream"
import * as Accept from "../request/Accept.js"
import * as PageQuery from "../request/PageQuery.js"
import type { Request } from "../request/Request.js"
import * as Lines from "../response/Lines.js"
import * as Response from "../response/Response.js"
import * as Vary from "../response/Vary.js"
import * as LineOptions from "./LineOptions.js"

/** Makes the handler of a list of conversations. */
export const conversations = Effect.map(
  Messages.Messages,
  (port) =>
    (request: Request): Effect.Effect<Response.ResponseOf<ListPages.ConversationPage>, Problem.Problem> =>
      Effect.gen(function* () {
        const { options, provider } = yield* PageQuery.ofConversations(request.query)
        request.provider = provider
        const page = yield* Effect.mapError(port.conversations(provider, options), Problem.of)
        const { parent } = options
        const more = parent === undefined ? "" : `&parent=${encodeURIComponent(parent)}`
        return linked(request, page, `/v1/conversations?provider=${provider}${more}`)
      })
)

/** Makes the handler of the messages of a conversation. */
export const messages = Effect.gen(function* () {
  const port = yield* Messages.Messages
  const optionsOf = yield* LineOptions.make
  const gates = yield* Gate.makeAll(patience)

  const page = (request: Request, address: Address.ConversationAddress, options: Page.PageOptions) =>
    port.list(address, options).pipe(
      Effect.mapBoth({
        onFailure: Problem.of,
        onSuccess: (page) => {
          const more = options.natives === true ? "&natives=true" : ""
          return linked(request, page, `/v1/conversations/${encodeURIComponent(address.ref)}/messages?${more}`)
        }
      })
    )

  const whole = (request: Request, address: Address.ConversationAddress, options: Page.PageOptions) =>
    Effect.map(
      Lines.afterFirst(
        Pages.pages(address, { ...options, natives: false, through: through(gates[address.provider]) }).pipe(
          Stream.mapBoth({ onFailure: interruption, onSuccess: block }),
          Stream.provideService(Messages.Messages, port)
        ),
        optionsOf(request, options.cursor)
      ),
      (lines) => Response.lines<ListPages.MessagePage>(lines)
    )

  return (
    request: Request,
    segment: string
  ): Effect.Effect<Response.ResponseOf<ListPages.MessagePage>, Problem.Problem> =>
    Effect.gen(function* () {
      const { options, rest } = yield* PageQuery.ofMessages(request.query)
      const address = yield* Either.mapLeft(ConversationRef.parse(`${segment}${rest}`), Problem.of)
      request.provider = address.provider
      const isWhole = Accept.wantsLines(request.headers.accept)
      const response = yield* (isWhole ? whole : page)(request, address, options)
      return { ...response, headers: Vary.add(response.headers, "Accept") }
    })
})

/** The caller waits for the first line, so an unavailable provider is not retried for long before it. */
const patience = { outages: 2, longestWait: 60_000 }

/** Before the first line, a refusal becomes the response, and the caller can retry. After it, the lines wait. */
const through = ({ once, run }: Gate.Gate): Pages.Through => {
  let isFirst = true
  return (request) => {
    if (!isFirst) return run(request)
    isFirst = false
    return once(request)
  }
}

/** The page as JSON, with the URL of the next one. */
const linked = <A>(request: Request, page: Page.Page<A>, path: string) => {
  const response = Response.conditional(request, Response.json(page))
  const { next } = page
  return next === undefined
    ? response
    : { ...response, headers: { ...response.headers, link: `<${withCursor(path, next)}>; rel="next"` } }
}

/** A cursor needs no encoding in a query. */
const withCursor = (path: string, cursor: Cursor.Cursor): string => `${path}&cursor=${cursor}`.replace("?&", "?")

const block = ({ faults, items, next }: Page.Page<ConversationLines.ConversationLine>): Lines.Block => ({
  text: items.map(Lines.line).join("") + (faults === undefined ? "" : Lines.line({ faults })),
  count: items.length,
  cursor: next
})

const interruption = ({ cursor, error }: ReadFailure): ConversationLines.Interruption => ({
  error: Problem.of(error),
  ...(cursor !== undefined && { cursor })
})
