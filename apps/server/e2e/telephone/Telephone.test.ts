/** The reference on the screen of a telephone: operations with a parameter and its response, a body, a list of choices, and none of these. */
import * as Telephone from "./Telephone.js"

// `Telephone.long.test.ts` opens each operation.
Telephone.fits(["messages-postMessage", "messages-listConversations", "service-getHealth"])
