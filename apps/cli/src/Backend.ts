/** The port over the providers' real clients. Loaded only when a command needs it. */
import { type Messages as Port } from "@org/messages-core"
import { Drift, Messages, Normalization } from "@org/messages-normalization"
import { FactoryClient } from "@org/messages-provider-factory"
import { HonchoClient } from "@org/messages-provider-honcho"
import { MieltoClient } from "@org/messages-provider-mielto"
import { VeryfrontClient } from "@org/messages-provider-veryfront"
import type * as ConfigError from "effect/ConfigError"
import * as Layer from "effect/Layer"
import * as Connections from "./Connections.js"
import { StrictReading } from "./StrictReading.js"

const strict = Layer.succeed(StrictReading, {
  ofMessage: (message) => Drift.drift(message.provider, Normalization.fromMessage(message)),
  ofJson: Drift.drift
})

export const layer: Layer.Layer<Port.Messages | StrictReading, ConfigError.ConfigError> = Messages.layer.pipe(
  Layer.provide(
    Layer.mergeAll(
      FactoryClient.layerConfig,
      MieltoClient.layerConfig,
      HonchoClient.layerConfig,
      VeryfrontClient.layerConfig
    )
  ),
  Layer.provide(Connections.layer),
  Layer.merge(strict)
)
