// Package chart draws figures by day or month: as bars, lines, or stacks of parts. A
// chart tells its values exactly under the pointer and by keyboard, and leads to the
// rows behind them.
package chart
