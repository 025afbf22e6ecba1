/** Draws a conversation as one HTML file: no script, no requests, readable on a phone, on a desktop, in print and with a screen reader. */
import type { Message } from "@org/messages-core"
import * as Block from "../Block.js"
import * as Document from "../Document.js"
import * as EntryFacts from "../EntryFacts.js"
import * as Names from "../Names.js"
import * as HtmlBlock from "./HtmlBlock.js"
import * as HtmlStyle from "./HtmlStyle.js"
import * as HtmlText from "./HtmlText.js"

/** What the document shows, and how. */
export interface Options extends Document.Options, HtmlBlock.Drawing {
  /** The title of the page; "Conversation" if absent. */
  readonly title?: string
}

/** The Content-Security-Policy of the page, also for an HTTP header: its own style, embedded images, and nothing else. */
export const policy = `default-src 'none'; style-src '${HtmlStyle.digest}'; img-src data:; base-uri 'none'; form-action 'none'`

/** A conversation as one HTML file. */
export const render = (messages: Iterable<Message.Message>, options: Options = {}): string =>
  [...pieces(messages, options)].join("")

/** The same in pieces, one for each message, made while the messages are read. */
export function* pieces(messages: Iterable<Message.Message>, options: Options = {}): Generator<string> {
  const { end, message, start } = writer(options)
  yield start
  for (const one of messages) yield message(one)
  yield end()
}

/** Draws a page while its messages arrive. */
export const writer = (options: Options = {}): Document.Writer => {
  const entryOf = Document.reader(options)
  let count = 0
  return {
    start: head(HtmlText.line(options.title ?? "Conversation")),
    message: (message) => {
      count += 1
      return article(entryOf(message), options)
    },
    end: () => `</main>\n<footer>${count} ${count === 1 ? "message" : "messages"}</footer>\n</div>\n</body>\n</html>\n`
  }
}

const head = (title: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${HtmlStyle.css}</style>
</head>
<body>
<div class="page">
<header><h1 dir="auto">${title}</h1></header>
<main>
`

const article = (entry: Document.Entry, options: Options): string => {
  const id = `m${entry.number}`
  const heading = `<h2 id="${id}-by" dir="auto">${HtmlText.line(Names.speaker(entry))}</h2>`
  const isEmpty = entry.blocks.length === 0 && entry.notShown.length === 0
  return [
    `<article id="${id}" class="${entry.role}" aria-labelledby="${id}-by">`,
    `<header>${heading}${about(entry)}</header>`,
    isEmpty
      ? `<p class="remark">(no content)</p>`
      : HtmlBlock.all(
          entry.blocks.filter((block) => !Block.isCitation(block)),
          options
        ),
    notes(entry),
    entry.notShown.length === 0
      ? ""
      : `<p class="remark">Not shown: ${entry.notShown.map(HtmlText.line).join(", ")}</p>`,
    facts(entry),
    `</article>\n`
  ]
    .filter((line) => line !== "")
    .join("\n")
}

const about = ({ model, time }: Document.Entry): string => {
  const moment =
    time === undefined ? "" : `<time datetime="${HtmlText.line(time)}">${HtmlText.line(EntryFacts.time(time))}</time>`
  const words = [moment, model === undefined ? "" : HtmlText.line(model)].filter((word) => word !== "")
  return words.length === 0 ? "" : `<span class="about">${words.join(" · ")}</span>`
}

const facts = (entry: Document.Entry): string => {
  const ref = entry.ref === undefined || entry.facts.length === 0 ? [] : [{ label: "ref", value: entry.ref }]
  const rows = [...ref, ...Names.furtherFacts(entry)]
  return rows.length === 0
    ? ""
    : `<details class="facts"><summary>Details</summary><dl>${rows
        .map(({ label, value }) => `<dt>${label}</dt><dd dir="auto">${HtmlText.line(value)}</dd>`)
        .join("")}</dl></details>`
}

const notes = ({ footnotes }: Document.Entry): string =>
  footnotes.length === 0
    ? ""
    : `<ol class="notes" aria-label="Citations">${footnotes.map((note) => `<li dir="auto">${footnote(note)}</li>`).join("")}</ol>`

const footnote = ({ quote, supports, title, url }: Block.Footnote): string => {
  const source = HtmlBlock.link(HtmlText.line(title), url)
  const said = quote === undefined ? "" : `: <q>${HtmlText.text(quote)}</q>`
  return `${source}${said}${supports === undefined ? "" : ` (for <q>${HtmlText.text(supports)}</q>)`}`
}
