/** The laws, on as many messages as the usual suite has time for. */
import { checkLaws } from "./laws.js"

checkLaws(0.4)
