/** The database and the shards of one server alone, in the files of a folder. */
import * as Effect from "effect/Effect"
import * as SingleRunner from "../engine/SingleRunner.js"
import * as Folder from "./Folder.js"
import * as SqliteDatabase from "./SqliteDatabase.js"

/** Opens the folder. */
export const open = (path: string) =>
  Effect.gen(function* () {
    const files = yield* Folder.lock(path)
    const database = yield* SqliteDatabase.make(files.exports)
    return { database, shards: SingleRunner.layer(files.engine), alone }
  })

/** The folder is locked, so no other process creates anything in it. */
const alone = <A, E, R>(effect: Effect.Effect<A, E, R>) => effect
