package ask

// Fit lays the dialog out again, after the label of a button changed.
func (d *Dialog) Fit() { d.popup.Content.Refresh() }
