/** The settings that make a program use a messages-server instead of the providers. */
import { ProviderSettings } from "@org/messages-transport"
import * as Config from "effect/Config"
import type * as Redacted from "effect/Redacted"

/** Where a messages-server is. `url` is the part before `/v1`; `token` is needed only if the server requires one. */
export interface ServerAddress {
  /** The URL before `/v1`. */
  readonly url: string
  /** One of the tokens of the server, if it has any. */
  readonly token?: Redacted.Redacted
}

/** Reads `MESSAGES_URL` (https, or http on loopback and private addresses) and `MESSAGES_TOKEN`; `undefined` without a URL. */
export const config: Config.Config<ServerAddress | undefined> = Config.map(
  Config.all({ url: ProviderSettings.url("MESSAGES_URL"), token: ProviderSettings.key("MESSAGES_TOKEN") }),
  ({ token, url }) => (url === undefined ? undefined : { url, ...(token !== undefined && { token }) })
)
