// Package book holds the words of the house as types: money, entries, matches,
// exceptions, what crosses between rooms, and the errors a person may see.
// It imports nothing else of this program.
package book
