package command

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"zhangfang/app"
)

// Headless does the main job where there is no display: the embedded sample shop
// goes into a book of its own, is matched, and the month is printed.
func Headless(ctx context.Context, env Env) int {
	c := &commands{Env: env}
	if err := c.headless(ctx); err != nil {
		fmt.Fprintln(env.Err, c.sentence(err))
		return exitWork
	}
	return exitDone
}

func (c *commands) headless(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "zhangfang-sample-*")
	if err != nil {
		return err
	}
	c.bookPath = filepath.Join(dir, "sample.zfbook")
	fmt.Fprintln(c.Out, c.Text.T("command.headless.start"))
	return c.open(ctx, true, func(b *app.Book) error {
		receipts, err := b.ImportSample(ctx, nil)
		if err != nil {
			return err
		}
		out := make([]receiptJSON, len(receipts))
		for i := range receipts {
			out[i] = c.receipt(&receipts[i])
		}
		c.writeReceipts(c.Out, out)
		if err := c.runStatus(ctx, b, 0); err != nil {
			return err
		}
		months, err := b.Monthly.Months(ctx)
		if err != nil || len(months) == 0 {
			return err
		}
		pdf := filepath.Join(dir, months[0].From.String()[:7]+".pdf")
		if err := b.Monthly.Write(ctx, months[0], pdf, c.Text); err != nil {
			return err
		}
		fmt.Fprintln(c.Out, c.Text.T("command.report.done", pdf))
		return nil
	})
}
