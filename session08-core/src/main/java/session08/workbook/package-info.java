/** What the exercises need to ship unwritten. */
package session08.workbook;
