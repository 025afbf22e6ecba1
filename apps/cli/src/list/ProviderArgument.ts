/** The provider that an argument names. Without one, the error lists the providers and what to set. */
import { type MessageError, Messages, Provider } from "@org/messages-core"
import { Nearest, UsageError, WordList } from "@org/messages-terminal"
import * as Effect from "effect/Effect"

/** The provider, or a usage error of the command. */
export const of = (
  text: string,
  command: string
): Effect.Effect<Provider.Provider, UsageError | MessageError.GatewayFailure, Messages.Messages> => {
  if (Provider.isProvider(text)) return Effect.succeed(text)
  if (text === "") return Effect.flatMap(Messages.Messages, ({ providers }) => Effect.flatMap(providers, none(command)))
  return new UsageError({ ...unknown(text), command })
}

/** What is wrong with a text that names no provider, and which providers there are or which one was meant. */
export const unknown = (text: string) => {
  const nearest = Nearest.of(text, Provider.names)
  return {
    problem: `There is no provider ${JSON.stringify(text)}`,
    advice: nearest === undefined ? `The providers are ${WordList.and(Provider.names)}` : `Did you mean "${nearest}"?`
  }
}

const none = (command: string) => (all: ReadonlyArray<Messages.Availability>) => {
  const configured = all.filter(({ configured }) => configured).map(({ provider }) => provider)
  const keys = Provider.names.map((name) => Provider.descriptors[name].variables.key)
  return configured.length === 0
    ? new UsageError({
        problem: "No provider is named, and none is configured",
        advice: `Set ${WordList.or(keys)}; or try it without a key: messages --sandbox ${command} ${Provider.names[0]}`,
        command
      })
    : new UsageError({
        problem: "No provider is named",
        advice: `Name one that is configured: messages ${command} ${WordList.or(configured)}`,
        command
      })
}
