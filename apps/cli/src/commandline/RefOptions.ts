/** The id that may follow the `?` of a ref, as an option: many shells treat a `?` that is not quoted as a pattern. */
import { type Address, ConversationRef, Id, type MessageError, MessageRef, Provider } from "@org/messages-core"
import * as Either from "effect/Either"
import { UsageError } from "../errors/UsageError.js"
import * as WordList from "../output/WordList.js"
import type { Given } from "./Command.js"
import * as CommandOption from "./CommandOption.js"

type Key = NonNullable<(typeof Provider.descriptors)[Provider.Provider]["query"]>
type IdOption = CommandOption.CommandOption<string | undefined>
type Result<A> = Either.Either<A, MessageError.InvalidRef | UsageError>

/** The options for the ids of these providers, such as `--computer-id` for Factory's `computerId`. */
export const of = (providers: ReadonlyArray<Provider.Provider>): ReadonlyArray<IdOption> =>
  [...options].flatMap(([key, option]) =>
    providers.some((provider) => Provider.descriptors[provider].query === key) ? [option] : []
  )

/** The address of a message: its ref with the ids that were given as options. */
export const message = (given: Given): Result<Address.MessageAddress> =>
  withIds(given, MessageRef.parse(given.argument), (address, key, id) => MessageRef.make({ ...address, [key]: id }))

/** The address of a conversation, in the same way. */
export const conversation = (given: Given): Result<Address.ConversationAddress> =>
  withIds(given, ConversationRef.parse(given.argument), (address, key, id) =>
    ConversationRef.make({ ...address, [key]: id })
  )

const optionOf = (key: Key): IdOption => {
  const owners = Provider.names.map((name) => Provider.descriptors[name]).filter(({ query }) => query === key)
  const name = `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
  const what = `${WordList.or(owners.map(({ title }) => title))}'s ${key.replace(/Id$/, "")}`
  return CommandOption.text(name, "<id>", `${what}, instead of ?${key}= in the ref`)
}

const options: ReadonlyMap<Key, IdOption> = new Map(
  Provider.names.flatMap((name) => {
    const key: Key | undefined = Provider.descriptors[name].query
    return key === undefined ? [] : [[key, optionOf(key)] as const]
  })
)

const withIds = <A extends Address.MessageAddress | Address.ConversationAddress>(
  given: Given,
  parsed: Result<A>,
  add: (address: A, key: Key, id: string) => Result<A>
): Result<A> =>
  [...options].reduce((result, [key, option]) => {
    const id = given.value(option)
    return id === undefined
      ? result
      : Either.flatMap(result, (address) => withId(address, key, option.name, id, () => add(address, key, id)))
  }, parsed)

const withId = <A extends Address.MessageAddress | Address.ConversationAddress>(
  address: A,
  key: Key,
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
