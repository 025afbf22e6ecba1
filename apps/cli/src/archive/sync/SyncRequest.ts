/** The request that a command line of `messages archive sync` describes. */
import type { SyncReport } from "@org/messages-archive"
import { ConversationRef, type MessageError, Messages, Provider } from "@org/messages-core"
import { type Command, UsageError } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type { GlobalOptions } from "../../commandline/GlobalOptions.js"
import type { SkippedProvider } from "../../errors/KeepFailure.js"
import * as ProviderArgument from "../../list/ProviderArgument.js"
import * as Workspaces from "../../list/Workspaces.js"
import * as SyncCommand from "./SyncCommand.js"

/** One conversation, or the conversations of a provider. */
export interface NamedTarget {
  /** The word that the user would type for it. */
  readonly name: string
  readonly provider: Provider.Provider
  readonly target: SyncReport.SyncTarget
}

/** What is synced, and the providers that `--all` cannot sync. */
export interface Targets {
  readonly targets: ReadonlyArray<NamedTarget>
  readonly skipped: ReadonlyArray<SkippedProvider>
}

/** The targets of a command line, each once. */
export const parse: (
  given: Command.Given
) => Effect.Effect<
  Targets,
  UsageError | SkippedProvider | MessageError.MessageError,
  Messages.Messages | GlobalOptions
> = Effect.fn("SyncRequest.parse")(function* (given: Command.Given) {
  const words = given.all ?? []
  const isAll = given.value(SyncCommand.all)
  if (isAll && words.length > 0) return yield* usage("--all cannot be combined with names")
  if (isAll) return yield* everything
  if (words.length === 0)
    return yield* usage("Nothing to sync is given", "Name conversations or providers, or all providers with --all")
  const named = yield* Effect.forEach(words, targetsOf)
  return { targets: [...new Map(named.flat().map((target) => [target.name, target])).values()], skipped: [] }
})

/** Every configured provider. A provider that needs a workspace is skipped if none is known. */
const everything = Effect.gen(function* () {
  const port = yield* Messages.Messages
  const providers = yield* port.providers
  const usable = providers.filter(({ configured, operations }) => configured && operations.includes("conversations"))
  if (usable.length === 0)
    return yield* usage(
      "No provider is configured",
      "Set the key of one, or try it with simulated providers: messages --sandbox archive sync factory --file archive.db"
    )
  const skipped: Array<SkippedProvider> = []
  const targets = yield* Effect.forEach(usable, ({ provider }) =>
    Effect.catchAll(ofProvider(provider), (failure) => {
      skipped.push(failure)
      return Effect.succeed([])
    })
  )
  return { targets: targets.flat(), skipped }
})

const targetsOf = (
  word: string
): Effect.Effect<ReadonlyArray<NamedTarget>, UsageError | SkippedProvider | MessageError.InvalidRef, GlobalOptions> => {
  if (Provider.isProvider(word)) return ofProvider(word)
  const workspace = Workspaces.named(word)
  if (workspace !== undefined) return Effect.succeed([ofWorkspace(workspace.provider, workspace.parent)])
  // A ref has a colon, or a slash where the colon was forgotten.
  if (!/[:/]/.test(word)) {
    const { advice, problem } = ProviderArgument.unknown(word)
    return usage(problem, advice)
  }
  return Either.map(ConversationRef.parse(word), (conversation): ReadonlyArray<NamedTarget> => [
    { name: conversation.ref, provider: conversation.provider, target: { conversation } }
  ])
}

const ofProvider = (provider: Provider.Provider) =>
  Effect.map(Workspaces.orSimulated(provider), (parents) => parents.map((parent) => ofWorkspace(provider, parent)))

const ofWorkspace = (provider: Provider.Provider, parent: string | undefined): NamedTarget => ({
  name: parent === undefined ? provider : `${provider}:${parent}`,
  provider,
  target: { provider, parent }
})

const usage = (problem: string, advice?: string) =>
  Effect.fail(new UsageError({ problem, command: "archive sync", ...(advice !== undefined && { advice }) }))
