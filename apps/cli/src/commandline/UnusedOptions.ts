/** Refuses options that have no effect on the output, because ignoring them would hide a mistake. */
import { type Command, type CommandOption, UsageError } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as DocumentOptions from "./DocumentOptions.js"
import * as LossOptions from "./LossOptions.js"

type AnyOption = CommandOption.CommandOption<boolean | string | undefined>

/** The first of the options that is given. */
export const given = ({ value }: Command.Given, options: ReadonlyArray<AnyOption>): AnyOption | undefined =>
  options.find((option) => value(option) !== undefined && value(option) !== false)

/** Fails if one of the options is given. */
export const refuse = (
  command: string,
  values: Command.Given,
  options: ReadonlyArray<AnyOption>,
  why: string
): Effect.Effect<void, UsageError> => {
  const found = given(values, options)
  return found === undefined
    ? Effect.void
    : Effect.fail(new UsageError({ problem: `${found.name} cannot be combined with ${why}`, command }))
}

/** The options that have no effect on files of canonical messages. */
export const ofFiles: ReadonlyArray<AnyOption> = [...LossOptions.ofReads, ...DocumentOptions.all]

/** The options that have no effect on messages printed as pretty text, as JSON, as the provider's body, or as a document of a format. */
export const of = (format: string): ReadonlyArray<AnyOption> => {
  switch (format) {
    case "pretty":
      return LossOptions.ofDocuments
    case "json":
      return [...LossOptions.ofDocuments, ...DocumentOptions.all, DocumentOptions.ago]
    case "raw":
      return [...LossOptions.ofReads, ...DocumentOptions.all, DocumentOptions.ago]
    default:
      return [DocumentOptions.ago]
  }
}
