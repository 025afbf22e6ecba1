/** Reads messages from the archive instead of the providers. */
import { Archive, ArchiveMessages } from "@org/messages-archive"
import { Normalization, StrictReading } from "@org/messages-runtime"
import * as Context from "effect/Context"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import type { Backend } from "../commandline/RunnableCommand.js"
import * as ArchivePlace from "./ArchivePlace.js"

/** The port over the archive in a file; without one, in the place that the environment names. */
export const layer = (file: string | undefined): Backend =>
  Layer.merge(
    Layer.provide(
      ArchiveMessages.layer({
        toNative: (message) => Either.getOrUndefined(Either.try(() => Normalization.fromMessage(message)))
      }),
      Layer.tap(ArchivePlace.existingAt(file), (context) => Context.get(context, Archive).open)
    ),
    StrictReading.layer
  )
