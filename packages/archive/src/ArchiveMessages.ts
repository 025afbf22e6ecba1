/** The `Messages` port over the archive. */
import { Messages } from "@org/messages-core"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Archive } from "./Archive.js"
import type { ArchivePortOptions } from "./port/ArchivePort.js"

/** Provides the port from the archive. `post` is `NotSupported`; a failure of the archive stays an `ArchiveFailure`. */
export const layer = (options: ArchivePortOptions = {}): Layer.Layer<Messages.Messages, never, Archive> =>
  Layer.effect(
    Messages.Messages,
    Effect.map(Archive, ({ port }) => port(options))
  )
