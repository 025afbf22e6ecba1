/** Checks the bundled program, as a process, against the expectations for the faults. */
import { Certificates, type Faults } from "@org/messages-faults"
import * as CliFaults from "../../test/faults.js"
import { run } from "../support.js"

const memory = "the memory belongs to another process; the suites of transport and clients watch it"

const runner: CliFaults.Runner = {
  run: (args, environment) => run(args, { env: { ...environment, NODE_EXTRA_CA_CERTS: Certificates.authorityFile } }),
  patience: 12,
  attemptShare: 1 / 4,
  looser: {
    infinite_body: memory,
    gzip_bomb_300MB: memory,
    extra_bytes: "the two calls are two processes, so no connection outlives the first"
  }
}

/** The tests: the faults that a read meets, and those that a post meets. */
export const suite = (gets: ReadonlyArray<Faults.Name>, posts: ReadonlyArray<Faults.Name>): void =>
  CliFaults.suite(runner, gets, posts)
