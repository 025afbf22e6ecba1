/** Loads the adapters of the providers that a program uses, and no other. */
import type { ProviderAdapter } from "@org/messages-normalization/ProviderAdapter"
import * as Redacted from "effect/Redacted"
import type { MieltoOptions, MessagesOptions } from "./MessagesOptions.js"

type Adapter = ProviderAdapter<unknown>

/** The adapters of the providers with settings. */
export const load = async ({
  factory,
  honcho,
  mielto,
  veryfront
}: MessagesOptions): Promise<ReadonlyArray<Adapter>> => {
  const adapters = await Promise.all([
    factory && import("./ConfiguredFactory.js").then(({ make }) => make(optionsOf(factory))),
    mielto && import("./ConfiguredMielto.js").then(({ make }) => make(optionsOf(mielto))),
    honcho && import("./ConfiguredHoncho.js").then(({ make }) => make(optionsOf(honcho))),
    veryfront && import("./ConfiguredVeryfront.js").then(({ make }) => make(optionsOf(veryfront)))
  ])
  return adapters.filter((adapter) => adapter !== undefined)
}

const optionsOf = ({ apiKey, url, workspaceId }: MieltoOptions) => ({
  apiKey: apiKey === undefined ? undefined : Redacted.make(apiKey),
  url,
  workspaceId
})
