/** The command line meets every fault over real connections, in this process. */
import { Faults } from "@org/messages-faults"
import { Programs } from "@org/messages-scoreboard"
import * as CliFaults from "./faults.js"
import { run } from "./live.js"

const memory = "many calls share this process; the suites of transport and clients watch the memory"

CliFaults.suite(
  {
    run,
    patience: 3,
    attemptShare: 1,
    looser: {
      infinite_body: memory,
      gzip_bomb_300MB: memory,
      extra_bytes: "each call has connections of its own, as two processes have",
      tls_wronghost: "this process trusts only Node's authorities, and none of them signed this certificate"
    }
  },
  Faults.names,
  Programs.posts
)
