/** Runs `messages export --verify`: checks exports without sending a request. */
import { ExportFileConflict, Verification } from "@org/messages-conversations"
import { ExportFiles, FileFailure } from "@org/messages-conversations/node"
import { Escape, Print } from "@org/messages-terminal"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { readdir } from "node:fs/promises"
import { join } from "node:path"
import { type ExportFailure, FailedExports, FaultyExport } from "../errors/KeepFailure.js"
import * as Counted from "../output/Counted.js"
import * as ConversionCheck from "./ConversionCheck.js"
import type { FileExportRequest } from "./FileExportRequest.js"
import * as FileName from "./FileName.js"

/** Verifies each export of a request, and prints one line for each that is intact. */
export const verify = (request: FileExportRequest, format: "pretty" | "json") =>
  Effect.gen(function* () {
    const [single, ...more] = request.conversations
    if (single !== undefined && more.length === 0 && !request.isFolder)
      return yield* print(yield* one(request.path, single.ref), format)
    const failures: Array<{ readonly of: string; readonly failure: ExportFailure }> = []
    let done = 0
    for (const { of, path, ref } of yield* exportsOf(request))
      yield* one(path, ref).pipe(
        Effect.flatMap((result) => {
          done += 1
          return print(result, format)
        }),
        Effect.catchIf(
          (failure) => failure._tag !== "StreamFailure",
          (failure) => Effect.sync(() => void failures.push({ of, failure }))
        )
      )
    if (failures.length > 0) return yield* new FailedExports({ done, failures })
  })

const one = (path: string, ref: string | undefined) =>
  Effect.gen(function* () {
    const file = ExportFiles.at(path)
    const state = Option.getOrUndefined(yield* file.state)
    if (ref !== undefined && state !== undefined && state.conversation !== ref)
      return yield* new ExportFileConflict({ path, problem: `it is an export of ${state.conversation}` })
    const { count, faultCount, faults } = yield* Verification.verify(file, { conversion: ConversionCheck.problem })
    if (faultCount > 0) return yield* new FaultyExport({ path, faults, more: faultCount - faults.length })
    return { path, messages: count }
  })

const print = (result: { readonly path: string; readonly messages: number }, format: "pretty" | "json") =>
  format === "json"
    ? Print.text(() => `${JSON.stringify(result)}\n`)
    : Print.prose(() => `${Escape.line(result.path)}  ${Counted.of(result.messages, "message")}, all of them intact\n`)

/** The exports of a folder: those of the named conversations, and those of the named providers, by the prefixes of their files. */
const exportsOf = ({ all, conversations, path: folder }: FileExportRequest) =>
  Effect.gen(function* () {
    const named = conversations.map(({ ref }) => ({ of: ref, ref, path: join(folder, `${FileName.of(ref)}.ndjson`) }))
    if (all.length === 0) return named
    const names = yield* FileFailure.attempt(folder, () => readdir(folder))
    const starts = all.map(({ parent, provider }) =>
      FileName.of(parent === undefined ? `${provider}:` : `${provider}:${encodeURIComponent(parent)}/`)
    )
    const known = new Set(named.map(({ path }) => path))
    const found = names
      .filter((name) => name.endsWith(stateEnd) && starts.some((start) => name.startsWith(start)))
      .map((name) => ({
        of: name.slice(0, -stateEnd.length),
        ref: undefined,
        path: join(folder, name.slice(0, -".state.json".length))
      }))
      .filter(({ path }) => !known.has(path))
    return [...named, ...found]
  })

const stateEnd = ".ndjson.state.json"
