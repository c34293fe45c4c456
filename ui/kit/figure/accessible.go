package figure

import "fyne.io/fyne/v2"

// What screen readers are told.
var _ fyne.Accessible = (*Figure)(nil)

// AccessibilityLabel is the caption and the figure.
func (f *Figure) AccessibilityLabel() string { return f.caption.Text() + " " + f.value.Text() }

// AccessibilityRole is that of text.
func (f *Figure) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }
