/** Puts what was said in options into the ref: in many shells a `?` must be quoted, and an option need not. */
import { ConversationRef, Id, type MessageError, MessageRef, Provider } from "@org/messages-core"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import { Usage } from "./Usage.js"

/** The ids that have an option, by the names that refs give them. */
export interface Given {
  readonly computerId?: Option.Option<string>
  readonly workspaceId?: Option.Option<string>
}

type Address = Provider.MessageAddress | Provider.ConversationAddress

export const message = (
  text: string,
  given: Given
): Either.Either<MessageRef.MessageRef, MessageError.InvalidRef | Usage> =>
  MessageRef.parse(text).pipe(
    Either.flatMap((address) => withIds(address, given)),
    Either.flatMap(MessageRef.format)
  )

export const conversation = (
  text: string,
  given: Given
): Either.Either<ConversationRef.ConversationRef, MessageError.InvalidRef | Usage> =>
  ConversationRef.parse(text).pipe(
    Either.flatMap((address) => withIds(address, given)),
    Either.flatMap(ConversationRef.format)
  )

const withIds = <A extends Address>(address: A, { computerId, workspaceId }: Given): Either.Either<A, Usage> =>
  withId(address, "computerId", "--computer-id", computerId).pipe(
    Either.flatMap((found) => withId(found, "workspaceId", "--workspace-id", workspaceId))
  )

const withId = <A extends Address>(
  address: A,
  key: "computerId" | "workspaceId",
  option: string,
  given: Option.Option<string> = Option.none()
): Either.Either<A, Usage> => {
  if (Option.isNone(given)) return Either.right(address)
  const known: unknown = new Map(Object.entries(address)).get(key)
  const problem = Id.problem(given.value)
  if (problem !== undefined) return Either.left(new Usage({ problem: `${option} ${problem}` }))
  if (known === given.value) return Either.right(address)
  if (known !== undefined)
    return Either.left(
      new Usage({ problem: `${option} is ${JSON.stringify(given.value)}, but the ref says ${JSON.stringify(known)}` })
    )
  const { query, title } = Provider.providers[address.provider]
  return query === key
    ? Either.right({ ...address, [key]: given.value })
    : Either.left(new Usage({ problem: `${title} has no use for ${option}` }))
}
