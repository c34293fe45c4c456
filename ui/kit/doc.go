// Package kit holds the controls of the window: buttons, fields, cards, states of a
// view, and the runner that takes work off the UI goroutine. Its look follows the
// tokens of the drawings: calm cards on a quiet ground, one accent, colour only where it
// means something.
//
// The rooms inside it, lowest first: draw (colours, sizes, how to draw), box (how things
// are placed) and words (how things are said); chart, and kit itself; figure, grid and
// ask.
//
// All of it must be used on Fyne's goroutine; Runner is the one way off it.
package kit
