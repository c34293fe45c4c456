// Package ask puts a sheet over the window that must be answered before it goes on:
// questions, notes, forms, names of files, and what must be read.
package ask
