package reconcile

import "slices"

// Command is something a key does.
type Command uint8

// The commands.
const (
	CommandNone Command = iota
	CommandAccept
	CommandDecline
	CommandSplit
	CommandWriteOff
	CommandLater
	CommandNote
	CommandSource
	CommandClassify
	CommandBulk
	CommandUndoMatch
	CommandException
	CommandTick
	CommandUp
	CommandDown
	CommandOtherPane
	CommandFind
	CommandFindAcross
	CommandSwap
	CommandMatched
	CommandPutOff
	CommandSales
	CommandPayouts
	CommandClear
)

// binding is a command with the keys that give it.
type binding struct {
	command Command
	keys    []string // by Fyne's names
	hint    string   // the key as it stands on a button and in the list of keys
	code    string   // "reconcile.<code>" says what it does
}

// bindings is all that keys do, in either pane the same, in the order in which the
// list of keys tells it. Ctrl+Z and Ctrl+Y are the window's own, see View.Undo.
func bindings() []binding {
	return []binding{
		{CommandAccept, []string{"Return", "KP_Enter"}, "Enter", "accept"},
		{CommandDecline, []string{"X"}, "X", "decline"},
		{CommandSplit, []string{"S"}, "S", "split"},
		{CommandWriteOff, []string{"W"}, "W", "write_off"},
		{CommandLater, []string{"L"}, "L", "put_off"},
		{CommandNote, []string{"N"}, "N", "note"},
		{CommandSource, []string{"I"}, "I", "source"},
		{CommandClassify, []string{"C"}, "C", "classify"},
		{CommandBulk, []string{"B"}, "B", "bulk"},
		{CommandUndoMatch, []string{"U"}, "U", "undo_match"},
		{CommandException, []string{"E"}, "E", "to_exception"},
		{CommandUp, []string{"Up"}, "↑", "key_up"},
		{CommandDown, []string{"Down"}, "↓", "key_down"},
		{CommandOtherPane, []string{"Left", "Right"}, "← →", "key_pane"},
		{CommandTick, []string{"Space"}, "Space", "key_tick"},
		{CommandClear, []string{"Escape"}, "Esc", "key_clear"},
		{CommandFind, []string{"F"}, "F", "key_find"},
		{CommandFindAcross, []string{"G"}, "G", "search_across"},
		{CommandSwap, []string{"V"}, "V", "key_swap"},
		{CommandMatched, []string{"M"}, "M", "show_matched"},
		{CommandPutOff, []string{"K"}, "K", "key_put_off"},
		{CommandSales, []string{"1"}, "1", "leg.sales"},
		{CommandPayouts, []string{"2"}, "2", "leg.payouts"},
	}
}

// commandOf is what a key does, by Fyne's names of keys.
func commandOf(key string) Command {
	for _, b := range bindings() {
		if slices.Contains(b.keys, key) {
			return b.command
		}
	}
	return CommandNone
}

// bindingOf is how a command is given.
func bindingOf(c Command) binding {
	all := bindings()
	return all[slices.IndexFunc(all, func(b binding) bool { return b.command == c })]
}
