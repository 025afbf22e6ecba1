/** Ten syncs of the sandbox, each conversation of a few pages. */
import * as ArchiveSandbox from "./archiveSandbox.js"

// `ArchiveSandbox.scale.test.ts` has a conversation of many pages.
ArchiveSandbox.suite({ messages: 120, requests: 4, shorter: 4 })
