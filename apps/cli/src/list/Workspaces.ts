/** The workspaces whose conversations are listed, for providers that list by workspace. */
import { ConversationRef, Provider } from "@org/messages-core"
import { Sandbox } from "@org/messages-runtime"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import { GlobalOptions } from "../commandline/GlobalOptions.js"
import { SkippedProvider } from "../errors/KeepFailure.js"

/** The workspaces of the provider's variable. A provider that needs none has one list, without a workspace. */
export const of: (provider: Provider.Provider) => Effect.Effect<ReadonlyArray<string | undefined>, SkippedProvider> =
  Effect.fn("Workspaces.of")(function* (provider: Provider.Provider) {
    const rules = Provider.descriptors[provider].parent
    if (rules?.isRequired !== true) return [undefined]
    const { id, variable } = rules
    const text = yield* Effect.orElseSucceed(Config.string(variable ?? ""), () => "")
    const parents = text
      .split(",")
      .map((parent) => parent.trim())
      .filter((parent) => parent !== "")
    return parents.length === 0 ? yield* new SkippedProvider({ provider, id, variable }) : parents
  })

/** The same; with `--sandbox`, a provider whose variable is not set has the workspaces of the sandbox. */
export const orSimulated = (
  provider: Provider.Provider
): Effect.Effect<ReadonlyArray<string | undefined>, SkippedProvider, GlobalOptions> =>
  Effect.catchAll(of(provider), (skipped) =>
    Effect.flatMap(GlobalOptions, ({ sandbox }) => (sandbox ? Effect.succeed(simulated(provider)) : skipped))
  )

/** The workspace that a text such as `honcho:team` names; `undefined` if it names something else. */
export const named = (text: string): { readonly provider: Provider.Provider; readonly parent: string } | undefined => {
  const [, provider = "", parent = ""] = /^([a-z]+):([^/]+)$/.exec(text) ?? []
  if (!Provider.isProvider(provider) || Provider.descriptors[provider].parent === undefined) return undefined
  return { provider, parent }
}

const simulated = (provider: Provider.Provider): ReadonlyArray<string> => [
  ...new Set(
    Sandbox.conversations.flatMap(({ ref }) =>
      Option.match(Either.getRight(ConversationRef.parse(ref)), {
        onNone: () => [],
        onSome: (address) =>
          address.provider === provider && "workspaceId" in address && address.workspaceId !== undefined
            ? [address.workspaceId]
            : []
      })
    )
  )
]
