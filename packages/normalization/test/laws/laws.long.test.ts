/** The laws, on many more messages than the usual suite has time for. */
import { checkLaws } from "./laws.js"

checkLaws(15)
