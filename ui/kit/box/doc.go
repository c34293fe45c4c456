// Package box places things: under each other, beside each other, in columns, with the
// gaps between them.
package box
