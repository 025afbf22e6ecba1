/** Rules for the Swagger page that let it fit the screen of a telephone. */

/** The rules. Text wraps instead of leaving the screen, and columns of tables are one below the other. */
export const css = `
.swagger-ui .json-schema-2020-12 { overflow-wrap: anywhere; }
.swagger-ui .json-schema-2020-12__constraint { white-space: normal; }
.swagger-ui .errors-wrapper { overflow-wrap: anywhere; }
.swagger-ui pre.curl, .swagger-ui pre.curl code span { white-space: pre-wrap !important; overflow-wrap: anywhere; }
@media (max-width: 640px) {
  .swagger-ui .wrapper { padding: 0 10px; }
  .swagger-ui .response-col_links { display: none; }
  .swagger-ui .parameters, .swagger-ui .parameters > tbody, .swagger-ui .parameters > tbody > tr,
  .swagger-ui .parameters > tbody > tr > td { display: block; width: auto; }
  .swagger-ui .parameters > thead { display: none; }
  .swagger-ui .parameters > tbody > tr > td { padding: 5px 0; min-width: 0; max-width: none; }
  .swagger-ui .parameters input[type="text"] { min-width: 0; max-width: none; width: 100%; }
  .swagger-ui table.responses-table, .swagger-ui table.live-responses-table { table-layout: fixed; }
  .swagger-ui .response-col_status { width: 4em; }
  .swagger-ui .response-col_description, .swagger-ui .markdown { overflow-wrap: anywhere; }
  .swagger-ui .headers th, .swagger-ui .headers td:last-child { overflow-wrap: normal; white-space: nowrap; }
  .swagger-ui select { max-width: 100%; }
}
`
