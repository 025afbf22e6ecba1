/** The laws of `otel`, with the rules of the semantic conventions as a judge. */
import { laws } from "../suite.js"
import { suite } from "./Otel.js"

laws(suite, 200)
