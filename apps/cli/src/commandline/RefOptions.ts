/** Options for the id that may follow the `?` of a ref, because many shells treat an unquoted `?` as a pattern. */
import * as Descriptors from "@org/messages-core/Descriptors"
import { CommandOption, WordList } from "@org/messages-terminal"

/** The name of such an id in a ref, such as `computerId`. */
export type Key = NonNullable<(typeof Descriptors.descriptors)[Descriptors.Provider]["query"]>

/** The option for such an id. */
export type IdOption = CommandOption.CommandOption<string | undefined>

/** The options that these providers need, such as `--computer-id` for Factory's `computerId`. */
export const of = (providers: ReadonlyArray<Descriptors.Provider>): ReadonlyArray<IdOption> =>
  [...options].flatMap(([key, option]) =>
    providers.some((provider) => Descriptors.descriptors[provider].query === key) ? [option] : []
  )

const optionOf = (key: Key): IdOption => {
  const owners = Descriptors.names.map((name) => Descriptors.descriptors[name]).filter(({ query }) => query === key)
  const name = `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
  const what = `${WordList.or(owners.map(({ title }) => title))}'s ${key.replace(/Id$/, "")}`
  return CommandOption.text(name, "<id>", `${what}, instead of ?${key}= in the ref`)
}

/** The option of every such id. */
export const options: ReadonlyMap<Key, IdOption> = new Map(
  Descriptors.names.flatMap((name) => {
    const key: Key | undefined = Descriptors.descriptors[name].query
    return key === undefined ? [] : [[key, optionOf(key)] as const]
  })
)
