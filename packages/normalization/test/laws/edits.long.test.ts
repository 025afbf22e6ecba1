/** Laws 0, 6 and 7, on many more messages than the usual suite has time for. */
import { checkEdits } from "./edits.js"

checkEdits(10)
