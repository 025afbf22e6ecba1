/** Searches an archive again and again, and prints the median CPU time of each query in milliseconds: node archive-search.js DATABASE */
import { Archive, ArchiveLayer } from "@org/messages-archive"
import * as Effect from "effect/Effect"
import * as Record from "effect/Record"
import * as ArchiveCorpus from "./ArchiveCorpus.js"
import { median } from "../measurement/Rounds.js"

const [, , path = ""] = process.argv

const medians = Effect.flatMap(Archive, (archive) =>
  Effect.all(
    Record.map(ArchiveCorpus.queries, (query) =>
      Effect.gen(function* () {
        const times: Array<number> = []
        for (let turn = 0; turn < 30; turn++) {
          const begin = process.cpuUsage()
          const { items } = yield* archive.search(query)
          const { system, user } = process.cpuUsage(begin)
          times.push((system + user) / 1_000)
          if (items.length === 0) return yield* Effect.dieMessage(`${query} was not found`)
        }
        return median(times)
      })
    )
  )
)

const found = await medians.pipe(
  Effect.provide(ArchiveLayer.layer({ path, settings: { path: "ARCHIVE", databaseUrl: "DATABASE_URL" } })),
  Effect.runPromise
)
console.log(JSON.stringify(found))
