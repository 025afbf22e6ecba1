/** Converts canonical conversations to the formats that tools speak, and back. */
export * as Block from "./document/Block.js"
export * as Bytes from "./document/Bytes.js"
export * as Document from "./document/Document.js"
export * as Html from "./document/html/Html.js"
export * as Markdown from "./document/markdown/Markdown.js"
export * as Terminal from "./document/terminal/Terminal.js"
export * as Visible from "./document/Visible.js"
