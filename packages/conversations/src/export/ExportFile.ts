/** Where an export is kept: a file of lines, a file with the provider's own elements beside it, and the state. */
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import type * as Stream from "effect/Stream"
import type { InUse, StorageFailure } from "./ExportFailure.js"
import type { ExportState } from "./ExportState.js"

/** One export. `@org/messages-conversations/node` keeps it in files. */
export interface ExportFile {
  /** The name for people, such as the path. */
  readonly path: string
  /** Keeps every other process from writing the export until the scope closes. */
  readonly lock: Effect.Effect<void, InUse | StorageFailure, Scope.Scope>
  /** The state that was committed last. */
  readonly state: Effect.Effect<Option.Option<ExportState>, StorageFailure>
  /** Whether there is a file of lines, with or without a state. */
  readonly exists: Effect.Effect<boolean, StorageFailure>
  /** Opens the files for writing, truncated to the lengths in the state. The rest must match the digests in the state. */
  readonly open: (state: ExportState) => Effect.Effect<ExportWriter, StorageFailure, Scope.Scope>
  /** The stored lines. */
  readonly lines: Stream.Stream<string, StorageFailure>
  /** The provider's own elements, one on each line. */
  readonly rawLines: Stream.Stream<string, StorageFailure>
  /** The length of the file of lines, and its digest as a state has it. */
  readonly sum: Effect.Effect<Pick<ExportState, "bytes" | "digest">, StorageFailure>
  /** The length and digest of the file with the provider's own elements. */
  readonly rawSum: Effect.Effect<Pick<ExportState, "bytes" | "digest">, StorageFailure>
}

/** Writes one page after another. */
export interface ExportWriter {
  /** Adds lines, and native elements if the export keeps them. They stay in memory until they are committed. */
  readonly append: (
    lines: ReadonlyArray<string>,
    raw: ReadonlyArray<string> | undefined
  ) => Pick<ExportState, "bytes" | "digest" | "rawBytes" | "rawDigest">
  /**
   * Writes everything that was appended, then the state, so that nothing is lost if the process is killed. It is durable after a
   * complete export, and otherwise from time to time. The state never runs ahead of the data.
   */
  readonly commit: (state: ExportState) => Effect.Effect<void, StorageFailure>
}
