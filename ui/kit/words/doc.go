// Package words says things to people: amounts, times, shares, and the sentences behind
// the codes of problems, evidence and exceptions. It knows nothing of Fyne, so that
// presenters can use it.
package words
