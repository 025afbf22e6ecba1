/** The bundled program meets every fault. */
import { Faults } from "@org/messages-faults"
import { Programs } from "@org/messages-scoreboard"
import { suite } from "./faults.js"

suite(Faults.names, Programs.posts)
