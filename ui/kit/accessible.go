package kit

import "fyne.io/fyne/v2"

// What screen readers are told, where Fyne is built with its accessibility tag:
// Windows and macOS so far.
var (
	_ fyne.Accessible = (*Button)(nil)
	_ fyne.Accessible = (*Check)(nil)
	_ fyne.Accessible = (*Dropdown)(nil)
	_ fyne.Accessible = (*Label)(nil)
	_ fyne.Accessible = (*Paragraph)(nil)
)

// AccessibilityLabel is the label of the button.
func (b *Button) AccessibilityLabel() string { return b.label.Text }

// AccessibilityRole is that of a button.
func (b *Button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel is the label of the switch.
func (c *Check) AccessibilityLabel() string { return c.label.Text }

// AccessibilityRole is that of a button, the nearest that Fyne has.
func (c *Check) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel is what is chosen.
func (o *opener) AccessibilityLabel() string { return o.whole }

// AccessibilityRole is that of a button, the nearest that Fyne has.
func (o *opener) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel is the whole text, cut or not.
func (l *Label) AccessibilityLabel() string { return l.text }

// AccessibilityRole is that of text.
func (l *Label) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityLabel is the whole text.
func (p *Paragraph) AccessibilityLabel() string { return p.text }

// AccessibilityRole is that of text.
func (p *Paragraph) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }
