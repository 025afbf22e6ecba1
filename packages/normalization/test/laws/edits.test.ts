/** Laws 0, 6 and 7, on as many messages as the usual suite has time for. */
import { checkEdits } from "./edits.js"

checkEdits(1)
