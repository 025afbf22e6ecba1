/** Ten syncs of the sandbox, with a conversation of many pages. */
import * as ArchiveSandbox from "./archiveSandbox.js"

ArchiveSandbox.suite({ messages: 2_500, requests: 11, shorter: 10 })
