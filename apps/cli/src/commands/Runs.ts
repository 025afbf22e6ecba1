/** The code of the commands that talk HTTP, in one piece: many small files take longer to load than one. */
export { layer as backend } from "./Live.js"
export { run as list } from "./ListProviders.js"
export { run as post } from "./PostMessage.js"
export { run as read } from "./ReadMessage.js"
