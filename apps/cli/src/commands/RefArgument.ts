/** Combines a ref with the ids that were given as options. */
import { type Address, ConversationRef, Id, type MessageError, MessageRef, Provider } from "@org/messages-core"
import { type Command, UsageError } from "@org/messages-terminal"
import * as Either from "effect/Either"
import * as RefOptions from "../commandline/RefOptions.js"

type Result<A> = Either.Either<A, MessageError.InvalidRef | UsageError>

/** The address of a message: its ref with the ids that were given as options. */
export const message = (given: Command.Given, ref: string = given.argument): Result<Address.MessageAddress> =>
  withIds(given, MessageRef.parse(ref), (address, key, id) => MessageRef.make({ ...address, [key]: id }))

/** The address of a conversation: its ref with the ids that were given as options. */
export const conversation = (given: Command.Given): Result<Address.ConversationAddress> =>
  withIds(given, ConversationRef.parse(given.argument), (address, key, id) =>
    ConversationRef.make({ ...address, [key]: id })
  )

const withIds = <A extends Address.MessageAddress | Address.ConversationAddress>(
  given: Command.Given,
  parsed: Result<A>,
  add: (address: A, key: RefOptions.Key, id: string) => Result<A>
): Result<A> =>
  [...RefOptions.options].reduce((result, [key, option]) => {
    const id = given.value(option)
    return id === undefined
      ? result
      : Either.flatMap(result, (address) => withId(address, key, option.name, id, () => add(address, key, id)))
  }, parsed)

const withId = <A extends Address.MessageAddress | Address.ConversationAddress>(
  address: A,
  key: RefOptions.Key,
  option: string,
  id: string,
  add: () => Result<A>
): Result<A> => {
  const problem = Id.problem(id)
  if (problem !== undefined) return refuse(`${option} ${problem}`)
  const known: unknown = new Map(Object.entries(address)).get(key)
  if (known === id) return Either.right(address)
  if (known !== undefined)
    return refuse(`${option} is ${JSON.stringify(id)}, but the ref says ${JSON.stringify(known)}`)
  const { query, title } = Provider.descriptors[address.provider]
  return query === key ? add() : refuse(`${title} does not use ${option}`)
}

const refuse = (problem: string): Either.Either<never, UsageError> => Either.left(new UsageError({ problem }))
