/** The `Messages` port over the providers that a program chooses. */
import { Draft, MessageError, Messages, type Operation, type Provider } from "@org/messages-core"
import type { HttpExchange } from "@org/messages-transport"
import type * as ConfigError from "effect/ConfigError"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { ProviderAdapter, ProviderPort } from "./ProviderAdapter.js"

/** The port over the clients that the program provides. A call for a provider that is not in the list fails with `NotSupported`. */
export const layer = <Client>(
  adapters: ReadonlyArray<ProviderAdapter<Client>>
): Layer.Layer<Messages.Messages, never, Client> =>
  Layer.effect(
    Messages.Messages,
    Effect.map(
      Effect.forEach(adapters, ({ connect }) => connect),
      make
    )
  )

/** The port over clients that are configured by the environment. */
export const layerConfig = (
  adapters: ReadonlyArray<ProviderAdapter<unknown>>
): Layer.Layer<Messages.Messages, ConfigError.ConfigError, HttpExchange.HttpExchange> =>
  Layer.effect(
    Messages.Messages,
    Effect.map(
      Effect.forEach(adapters, ({ connectConfig }) => connectConfig),
      make
    )
  )

const make = (ports: ReadonlyArray<ProviderPort>) => {
  const byName = new Map(ports.map((port) => [port.availability.provider, port]))
  return Messages.Messages.of({
    get: (address) => byName.get(address.provider)?.get(address) ?? notSupported(address.provider, "get"),
    getRaw: (address) => byName.get(address.provider)?.getRaw(address) ?? notSupported(address.provider, "get"),
    list: (address, options = {}) =>
      byName.get(address.provider)?.list?.(address, options) ?? notSupported(address.provider, "list"),
    conversations: (provider, options = {}) =>
      byName.get(provider)?.conversations?.(options) ?? notSupported(provider, "conversations"),
    post: (address, draft, options = {}) => {
      const post = byName.get(address.provider)?.post
      return post === undefined
        ? notSupported(address.provider, "post")
        : Effect.flatMap(Draft.check(draft, address.provider), (checked) => post(address, checked, options))
    },
    providers: Effect.succeed(ports.map(({ availability }) => availability))
  })
}

const notSupported = (provider: Provider.Provider, operation: Operation.Operation) =>
  new MessageError.NotSupported({ provider, operation, ...MessageError.notDelivered(operation) })
