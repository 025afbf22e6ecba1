/** The ids that may follow the `?` of a ref, as options: in many shells a `?` must be quoted, and an option need not. */
import * as Options from "@effect/cli/Options"
import { Provider } from "@org/messages-core"
import type * as Option from "effect/Option"
import type { Flag } from "./Argv.js"
import * as Flags from "./Flags.js"
import * as Series from "./Series.js"

/** The names that refs give them. */
export type Key = NonNullable<(typeof Provider.providers)[Provider.Provider]["query"]>

export interface Given {
  readonly key: Key
  readonly id: Option.Option<string>
}

/** Such as `--computer-id` for `computerId`. */
export const optionOf = (key: Key): string => `--${nameOf(key)}`

/** The options for the ids of these providers, and what is said of them. */
export const of = (providers: ReadonlyArray<Provider.Provider>) => {
  const keys = [...new Set(providers.flatMap((provider) => Provider.providers[provider].query ?? []))]
  return {
    options: Options.all(
      keys.map((key) =>
        Options.map(Options.optional(Flags.value(nameOf(key), meaning(key))), (id): Given => ({ key, id }))
      )
    ),
    flags: keys.map((key): Flag => ({ name: optionOf(key), value: true })),
    help: keys
      .map((key) => `  ${`${optionOf(key)} <id>`.padEnd(20)}  ${meaning(key)}, instead of ?${key}= in the ref`)
      .join("\n")
  }
}

const nameOf = (key: Key): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const meaning = (key: Key): string => {
  const owners = Provider.names.map((name) => Provider.providers[name]).filter(({ query }) => query === key)
  return `${Series.or(owners.map(({ title }) => title))}'s ${key.replace(/Id$/, "")}`
}
