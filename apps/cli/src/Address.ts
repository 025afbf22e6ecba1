/** Puts the ids that were given in options into the ref. */
import { ConversationRef, Id, type MessageError, MessageRef, Provider } from "@org/messages-core"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Ids from "./Ids.js"
import { Usage } from "./Usage.js"

type Given = ReadonlyArray<Ids.Given>

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

const withIds = <A extends Address>(address: A, given: Given): Either.Either<A, Usage> =>
  given.reduce<Either.Either<A, Usage>>(
    (found, one) => Either.flatMap(found, (address) => withId(address, one)),
    Either.right(address)
  )

const withId = <A extends Address>(address: A, { id, key }: Ids.Given): Either.Either<A, Usage> => {
  if (Option.isNone(id)) return Either.right(address)
  const option = Ids.optionOf(key)
  const known: unknown = new Map(Object.entries(address)).get(key)
  const problem = Id.problem(id.value)
  if (problem !== undefined) return Either.left(new Usage({ problem: `${option} ${problem}` }))
  if (known === id.value) return Either.right(address)
  if (known !== undefined)
    return Either.left(
      new Usage({ problem: `${option} is ${JSON.stringify(id.value)}, but the ref says ${JSON.stringify(known)}` })
    )
  const { query, title } = Provider.providers[address.provider]
  return query === key
    ? Either.right({ ...address, [key]: id.value })
    : Either.left(new Usage({ problem: `${title} has no use for ${option}` }))
}
