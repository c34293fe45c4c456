// Package kit holds the shared parts of the window: theme, data grid, figures,
// charts, dialogs and the runner that takes work off the UI goroutine. Its look
// follows the tokens of the drawings: calm cards on a quiet ground, one accent,
// colour only where it means something.
//
// All of it must be used on Fyne's goroutine; Runner is the one way off it.
package kit
