// Package draw is what everything in the window is drawn with: the theme with its
// colours by meaning and its sizes, icons, the ruler that measures texts, and the small
// moves of a renderer. It knows no control and no words.
package draw
