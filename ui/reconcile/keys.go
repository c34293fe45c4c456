package reconcile

// Command is something a key does.
type Command uint8

// The commands.
const (
	CommandNone Command = iota
	CommandAccept
	CommandDecline
	CommandWriteOff
	CommandNote
	CommandSource
	CommandClassify
	CommandTick
	CommandUp
	CommandDown
	CommandOtherPane
	CommandFind
)

// commandOf is what a key does, by Fyne's names of keys; in either pane the same.
// Ctrl+Z is the window's own, see View.Undo.
func commandOf(key string) Command {
	switch key {
	case "Return", "KP_Enter":
		return CommandAccept
	case "X":
		return CommandDecline
	case "W":
		return CommandWriteOff
	case "N":
		return CommandNote
	case "I":
		return CommandSource
	case "C":
		return CommandClassify
	case "Space":
		return CommandTick
	case "Up":
		return CommandUp
	case "Down":
		return CommandDown
	case "Left", "Right":
		return CommandOtherPane
	case "F":
		return CommandFind
	}
	return CommandNone
}
