// Package figure shows what is to be seen at a glance: a key figure on its card, a bar
// of shares, and the days of a month that files cover.
package figure
