package command

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"zhangfang/app"
	"zhangfang/app/book"
)

func (c *commands) undoCommand() *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:   "undo BATCH",
		Short: c.Text.T("command.undo.short"),
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := strconv.ParseInt(args[0], 10, 32)
			id := book.BatchID(n)
			if err != nil || id <= 0 {
				return fmt.Errorf("%s", c.Text.T("command.undo.number", args[0]))
			}
			return c.withBook(cmd.Context(), func(b *app.Book) error { return c.runUndo(cmd.Context(), b, id, yes) })
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, c.Text.T("command.flag.yes"))
	return cmd
}

func (c *commands) runUndo(ctx context.Context, b *app.Book, id book.BatchID, yes bool) error {
	plan, err := b.Intake.PlanUndo(ctx, id)
	if err != nil {
		return err
	}
	done := yes || len(plan.Decisions) == 0
	if done {
		if plan, err = b.UndoBatch(ctx, id); err != nil {
			return err
		}
	}
	type decisionJSON struct {
		ID     int64  `json:"id"`
		Action string `json:"action"`
		Leg    string `json:"leg"`
		Note   string `json:"note"`
		At     string `json:"at"`
	}
	decisions := make([]decisionJSON, len(plan.Decisions))
	for i, d := range plan.Decisions {
		decisions[i] = decisionJSON{int64(d.ID), string(d.Action), string(d.Leg), d.Note, d.At.Format("2006-01-02T15:04:05Z07:00")}
	}
	v := map[string]any{"batch": id, "file": plan.Batch.File, "undone": done, "removed": plan.Remove, "kept": plan.Keep,
		"restored": plan.Restore, "decisions": decisions}
	err = c.print(v, func(w io.Writer) {
		code := "command.undo.done"
		if !done {
			code = "command.undo.plan"
		}
		fmt.Fprintln(w, c.Text.T(code, plan.Batch.File, fmt.Sprint(plan.Remove), fmt.Sprint(plan.Keep), fmt.Sprint(len(plan.Decisions))))
		for _, d := range decisions {
			fmt.Fprintf(w, "  %d %s %s %s %s\n", d.ID, d.At, d.Leg, d.Action, d.Note)
		}
	})
	if err == nil && !done {
		fmt.Fprintln(c.Err, c.Text.T("command.undo.needs_yes"))
		return told("needs --yes")
	}
	return err
}
