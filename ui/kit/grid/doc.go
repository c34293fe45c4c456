// Package grid is the table of rows: a million of them scroll by whole pixels, with
// sorting, ticks, columns that are moved and hidden, and everything by keyboard.
package grid
